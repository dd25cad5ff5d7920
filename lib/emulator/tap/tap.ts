import { AsyncLocalStorage } from 'node:async_hooks';
import type { Clock } from '../../clock.js';
import { readInteger, readObject, settingError } from '../settings-reader.js';
import type { TapContents, TapEntry, TapWhat } from './entries.js';
import type { Observer } from './observer.js';
import { TapListener, type TapEvents } from './tap-listener.js';

const mostBuffered = 1_000_000;

/** Somebody who takes every entry as it happens: it must be quick, and must not throw. */
export interface TapWatcher {
  take(entry: TapEntry): void;
  /** Nothing more comes. */
  end(): void;
}

/** Numbers what the parts of an emulator tell, and hands it to everybody who listens. */
export class Tap implements Observer {
  /** A plain field, so that asking costs nothing where every message passes. */
  isOn = false;
  readonly #clock: Clock;
  readonly #watchers = new Set<TapWatcher>();
  readonly #causes = new AsyncLocalStorage<number>();
  #lastId = 0;
  #isClosed = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  record<W extends TapWhat>(what: W, contents: TapContents[W]): number {
    if (!this.isOn) return 0;
    this.#lastId += 1;
    const cause = this.#causes.getStore();
    const known = { id: this.#lastId, time: this.#clock.now(), what, ...(cause === undefined ? {} : { cause }) };
    // The compiler does not follow that `what` and `contents` belong together.
    const entry = Object.freeze({ ...known, ...contents }) as unknown as TapEntry;
    for (const watcher of this.#watchers) watcher.take(entry);
    return this.#lastId;
  }

  within<T>(cause: number | undefined, run: () => T): T {
    return this.isOn && cause ? this.#causes.run(cause, run) : run();
  }

  orWithin<T>(cause: number, run: () => T): T {
    return this.within(this.#causes.getStore() ?? cause, run);
  }

  /** Listens from now on. */
  listen(options: unknown = {}): TapEvents {
    const { buffer, contents } = readObject(options, 'events()', ['buffer', 'contents']);
    const listener = new TapListener({
      buffer: readInteger(buffer ?? 10_000, 'events().buffer', 1, mostBuffered),
      contents: readContents(contents ?? false),
      onLeft: (left) => this.leave(left),
    });
    this.watch(listener);
    return listener;
  }

  /** Hands every entry over from now on, with its contents, until {@link leave}. */
  watch(watcher: TapWatcher): void {
    if (this.#isClosed) return watcher.end();
    this.#watchers.add(watcher);
    this.isOn = true;
  }

  leave(watcher: TapWatcher): void {
    this.#watchers.delete(watcher);
    this.isOn = this.#watchers.size > 0;
    // While it is not, every promise of the process is as quick as without it.
    if (!this.isOn) this.#causes.disable();
  }

  /** Nothing more comes for anybody. */
  close(): void {
    for (const watcher of this.#watchers) watcher.end();
    this.#watchers.clear();
    this.#isClosed = true;
    this.isOn = false;
    this.#causes.disable();
  }
}

function readContents(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  throw settingError('events().contents', 'neither true nor false', 'Give it one of them, or leave it out.');
}
