import type { TapEntry } from '../tap/entries.js';
import type { Tap, TapWatcher } from '../tap/tap.js';
import { Ring } from './ring.js';
import { cutEntry } from './shown-entry.js';

export interface RecorderOptions {
  readonly tap: Pick<Tap, 'watch' | 'leave' | 'record'>;
  /** No part of one is kept where a text is cut. */
  readonly accessKeys?: readonly string[];
  /** Milliseconds of the machine. */
  readonly machineNow?: () => number;
  /** Entries kept for a page that is opened later. */
  readonly most?: number;
  /** Entries taken in a second while no page is open. */
  readonly mostUnwatched?: number;
}

/** Where recorded entries go at once. */
export type OnEntry = (entry: TapEntry) => void;

const second = 1000;
const why = 'Too much happened at once while no page was open: for the rest of that second nothing was recorded.';

/**
 * Keeps the last entries of the tap for a page that is opened later. So that a busy emulator is not slowed by what nobody sees, it takes only
 * so many in a second while no page is open, and looks away for the rest of it.
 */
export class Recorder implements TapWatcher {
  readonly #tap: RecorderOptions['tap'];
  readonly #machineNow: () => number;
  readonly #mostUnwatched: number;
  readonly #accessKeys: readonly string[];
  readonly #kept: Ring<TapEntry>;
  readonly #pages = new Set<OnEntry>();
  #beganAt: number;
  #taken = 0;
  #return: NodeJS.Timeout | undefined;
  #isOver = false;

  constructor({ tap, accessKeys = [], machineNow = () => performance.now(), ...options }: RecorderOptions) {
    const { most = 2000, mostUnwatched = 1000 } = options;
    this.#tap = tap;
    this.#accessKeys = accessKeys;
    this.#machineNow = machineNow;
    this.#mostUnwatched = mostUnwatched;
    this.#kept = new Ring(most);
    this.#beganAt = machineNow();
    tap.watch(this);
  }

  /** What is kept, of it what came after an entry; from the oldest on. */
  after(id: number): readonly TapEntry[] {
    return [...this.#kept].filter((entry) => entry.id > id);
  }

  /** A page is open: it is handed everything until it is closed. */
  open(page: OnEntry): void {
    this.#pages.add(page);
    this.#lookAgain();
  }

  close(page: OnEntry): void {
    this.#pages.delete(page);
  }

  take(entry: TapEntry): void {
    const kept = cutEntry(entry, this.#accessKeys);
    this.#kept.add(kept);
    for (const page of this.#pages) page(kept);
    if (this.#pages.size === 0 && entry.what !== 'inspector.away') this.#count();
  }

  end(): void {
    this.#isOver = true;
    clearTimeout(this.#return);
  }

  #count(): void {
    const now = this.#machineNow();
    if (now - this.#beganAt >= second) {
      this.#beganAt = now;
      this.#taken = 0;
    }
    this.#taken += 1;
    if (this.#taken <= this.#mostUnwatched) return;
    this.#tap.record('inspector.away', { why });
    this.#tap.leave(this);
    this.#return = setTimeout(() => this.#lookAgain(), Math.max(1, this.#beganAt + second - now)).unref();
  }

  #lookAgain(): void {
    clearTimeout(this.#return);
    this.#beganAt = this.#machineNow();
    this.#taken = 0;
    if (!this.#isOver) this.#tap.watch(this);
  }
}
