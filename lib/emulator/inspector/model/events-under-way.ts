import type { ShownEntry } from '../wire.js';

interface UnderWay<C> {
  readonly chain: C;
  readonly hub: string | undefined;
  readonly time: number;
}

/** After that the emulator itself gives an event up. */
const longest = 100_000;

/** Events that are with an app, each with the chain that it belongs to. */
export class EventsUnderWay<C> {
  readonly #events = new Map<string, UnderWay<C>>();

  /** An event begins, or comes to its end. */
  note(entry: ShownEntry, chain: C): void {
    const { what, hub, connectionId = '', eventId = '', time } = entry;
    const key = `${hub ?? ''} ${connectionId} ${eventId}`;
    if (what === 'event.sent') this.#events.set(key, { chain, hub, time });
    else if (what.startsWith('event.')) this.#events.delete(key);
  }

  /** Those of a hub at that time, the last one last. */
  of(hub: string | undefined, time: number): readonly C[] {
    const isWithApp = (event: UnderWay<C>): boolean => event.hub === hub && time - event.time <= longest;
    return [...this.#events.values()].filter(isWithApp).map(({ chain }) => chain);
  }

  /** Forgets those of chains that are gone. */
  forget(isGone: (chain: C) => boolean): void {
    for (const [key, { chain }] of this.#events) if (isGone(chain)) this.#events.delete(key);
  }
}
