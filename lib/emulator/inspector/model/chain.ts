import type { ShownEntry } from '../wire.js';

/** One thing that happened, with all that came of it. */
export interface Chain {
  /** The id of its first entry. */
  readonly id: number;
  readonly entries: readonly ShownEntry[];
  /** How many of its entries are not kept. */
  readonly left: number;
  /** Another one after each change. */
  readonly version: number;
  /** Calls of the app that came while an event of this one was with it. */
  readonly calls: readonly RelatedCall[];
  /** The one whose event was with the app when this call came. */
  readonly during: RelatedCall | undefined;
}

/** Two chains that belong together by their time. */
export interface RelatedCall {
  readonly id: number;
  /** No other event was with an app of that hub. */
  readonly isSure: boolean;
}

/** What happened first. */
export function rootOf({ entries }: Chain): ShownEntry {
  const [root] = entries;
  if (root === undefined) throw new Error('A chain has at least one entry.');
  return root;
}

/** How long it took, from the first of its entries to the last; undefined where the clock was set back, which then knows nothing of it. */
export function durationOf(chain: Chain): number | undefined {
  const duration = (chain.entries.at(-1)?.time ?? 0) - rootOf(chain).time;
  return duration < 0 ? undefined : duration;
}

/** Whether something in it did not go well. */
export function hasFailed({ entries }: Chain): boolean {
  return entries.some(isFailure);
}

const failures: ReadonlySet<string> = new Set([
  'client.refused',
  'client.notRecovered',
  'event.failed',
  'frame.failed',
  'frame.refused',
  'message.dropped',
  'message.expired',
  'settings.refused',
]);

/** Whether an entry tells of something that did not go well. */
export function isFailure({ what, status = 0, type, error }: ShownEntry): boolean {
  if (what === 'rest.answered') return status >= 400 && status !== 404;
  return failures.has(what) || (what === 'event.answered' && status >= 400) || (type === 'ack' && error !== undefined);
}
