import type { ShownEntry } from '../wire.js';
import type { Chain, RelatedCall } from './chain.js';
import { EventsUnderWay } from './events-under-way.js';
import { Users } from './users.js';
import { weightOf } from './weight.js';

interface OpenChain extends Chain {
  readonly entries: ShownEntry[];
  readonly calls: RelatedCall[];
  /** The ids that lead to it. */
  readonly ids: number[];
  left: number;
  version: number;
  during: RelatedCall | undefined;
}

export interface TimelineLimits {
  readonly chains: number;
  readonly entries: number;
  /** Of one chain; a message to thousands has as many deliveries. */
  readonly entriesOfChain: number;
  /** Of all that they hold, nearly. */
  readonly bytes: number;
}

const defaultLimits: TimelineLimits = {
  ...{ chains: 10_000, entries: 100_000, entriesOfChain: 500 },
  bytes: 48 * 1024 * 1024,
};
const mostCalls = 100;

/** What other entries may name as their cause. */
const causes: ReadonlySet<string> = new Set([
  'client.asks',
  'client.ended',
  'frame.received',
  'rest.called',
  'inspector.acted',
]);

/** The entries of the emulator put together to chains, the oldest first; within limits, so that a page may be open for days. */
export class Timeline {
  readonly #limits: TimelineLimits;
  readonly #users = new Users();
  readonly #byId = new Map<number, OpenChain>();
  readonly #underWay = new EventsUnderWay<OpenChain>();
  #chains: OpenChain[] = [];
  #entries = 0;
  #bytes = 0;
  #revision = 0;
  #lastId = 0;
  #dropped = 0;

  constructor(limits: Partial<TimelineLimits> = {}) {
    this.#limits = { ...defaultLimits, ...limits };
  }

  get chains(): readonly Chain[] {
    return this.#chains;
  }

  /** The last entry that was seen: from there on a new stream goes on. */
  get lastId(): number {
    return this.#lastId;
  }

  /** How many chains went because there were more. */
  get dropped(): number {
    return this.#dropped;
  }

  get entryCount(): number {
    return this.#entries;
  }

  /** Another one after each change. */
  get revision(): number {
    return this.#revision;
  }

  /** Undefined for one that is no longer kept. */
  get(id: number): Chain | undefined {
    return this.#byId.get(id);
  }

  userOf(connectionId: string | undefined): string | undefined {
    return this.#users.of(connectionId);
  }

  /** What another source knows of who is connected. */
  nameUser(connectionId: string, userId: string): void {
    this.#users.name(connectionId, userId);
  }

  add(entries: readonly ShownEntry[]): void {
    for (const entry of entries) this.#add(entry);
    this.#dropOldest();
    this.#revision += 1;
  }

  clear(): void {
    this.#revision += 1;
    this.#chains = [];
    this.#entries = 0;
    this.#bytes = 0;
    this.#dropped = 0;
    this.#byId.clear();
    this.#underWay.forget(() => true);
  }

  #add(entry: ShownEntry): void {
    this.#lastId = Math.max(this.#lastId, entry.id);
    this.#users.learn(entry);
    const chain = this.#chainOf(entry);
    if (causes.has(entry.what)) this.#lead(entry.id, chain);
    this.#underWay.note(entry, chain);
    if (entry.what === 'rest.called') this.#relate(entry, chain);
    chain.version += 1;
    if (chain.entries.length >= this.#limits.entriesOfChain) {
      chain.left += 1;
      return;
    }
    chain.entries.push(entry);
    this.#entries += 1;
    this.#bytes += weightOf(entry);
  }

  #chainOf(entry: ShownEntry): OpenChain {
    const known = entry.cause === undefined ? undefined : this.#byId.get(entry.cause);
    if (known !== undefined) return known;
    const counts = { left: 0, version: 0, during: undefined };
    const chain: OpenChain = { id: entry.id, entries: [], calls: [], ids: [], ...counts };
    this.#chains.push(chain);
    this.#lead(entry.id, chain);
    // Where its beginning is not known, what comes later finds the one that came first.
    if (entry.cause !== undefined) this.#lead(entry.cause, chain);
    return chain;
  }

  #lead(id: number, chain: OpenChain): void {
    this.#byId.set(id, chain);
    chain.ids.push(id);
  }

  /** A call that comes while an event is with the app is most likely an output of its function. */
  #relate({ hub, time }: ShownEntry, call: OpenChain): void {
    const underWay = this.#underWay.of(hub, time);
    const isSure = underWay.length === 1;
    const last = underWay.at(-1);
    if (last === undefined) return;
    call.during = { id: last.id, isSure };
    if (last.calls.length < mostCalls) last.calls.push({ id: call.id, isSure });
    last.version += 1;
  }

  #dropOldest(): void {
    const { chains, entries, bytes } = this.#limits;
    let count = 0;
    for (const chain of this.#chains) {
      const isTooMuch = this.#chains.length - count > chains || this.#entries > entries || this.#bytes > bytes;
      if (!isTooMuch || count === this.#chains.length - 1) break;
      this.#forget(chain);
      count += 1;
    }
    if (count === 0) return;
    this.#chains.splice(0, count);
    this.#dropped += count;
    this.#underWay.forget((chain) => this.#byId.get(chain.id) !== chain);
  }

  #forget(chain: OpenChain): void {
    for (const id of chain.ids) this.#byId.delete(id);
    for (const entry of chain.entries) this.#bytes -= weightOf(entry);
    this.#entries -= chain.entries.length;
  }
}
