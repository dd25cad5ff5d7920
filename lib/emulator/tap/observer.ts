import type { TapContents, TapWhat } from './entries.js';

/** Where what happens is told. It is handed down like the clock; who has something to tell asks first whether anybody listens. */
export interface Observer {
  /** Nothing is built for an entry while it is false. */
  readonly isOn: boolean;
  /** Tells of something; the number that it is known by. */
  record<W extends TapWhat>(what: W, contents: TapContents[W]): number;
  /** Runs something whose entries come of another one, also those after an await. */
  within<T>(cause: number | undefined, run: () => T): T;
  /** The same, unless it comes of something already. */
  orWithin<T>(cause: number, run: () => T): T;
}

/** Nobody listens, ever. */
export const silentObserver: Observer = {
  isOn: false,
  record: () => 0,
  within: (_, run) => run(),
  orWithin: (_, run) => run(),
};
