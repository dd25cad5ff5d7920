import type { Clock } from '../../lib/clock.js';

/** A clock that stands still until a spec moves it. */
export class ManualClock implements Clock {
  #now = 1_700_000_000_000;
  readonly #waiting = new Map<object, { readonly at: number; readonly run: () => void }>();

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, run: () => void): () => void {
    const key = {};
    this.#waiting.set(key, { at: this.#now + milliseconds, run });
    return () => void this.#waiting.delete(key);
  }

  /** How many things wait for a later time. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Moves the time and runs what is due on the way, in order. */
  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const [next] = [...this.#waiting].sort(([, left], [, right]) => left.at - right.at);
      if (next === undefined || next[1].at > end) break;
      this.#waiting.delete(next[0]);
      this.#now = next[1].at;
      next[1].run();
    }
    this.#now = end;
  }
}
