import type { ShownEntry, StreamLine } from '../wire.js';
import { weightOf } from './weight.js';

// Of what waits while the timeline is paused.
const most = 20_000;
const mostBytes = 48 * 1024 * 1024;

/** What comes from the emulator, before the timeline: it can be held back. */
export class Feed {
  readonly #onEntries: (entries: readonly ShownEntry[]) => void;
  #waiting: ShownEntry[] = [];
  #isPaused = false;
  #bytes = 0;
  #lost = 0;

  constructor(onEntries: (entries: readonly ShownEntry[]) => void) {
    this.#onEntries = onEntries;
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  /** How many wait. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** How many went nowhere, because the page or the reader was too slow. */
  get lost(): number {
    return this.#lost;
  }

  take({ entries, lost = 0 }: StreamLine): void {
    this.#lost += lost;
    if (!this.#isPaused) return this.#onEntries(entries);
    for (const entry of entries) {
      this.#waiting.push(entry);
      this.#bytes += weightOf(entry);
    }
    this.#dropOldest();
  }

  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    this.#onEntries(this.#waiting);
    this.#waiting = [];
    this.#bytes = 0;
  }

  /** What was lost is no longer of interest. */
  forget(): void {
    this.#lost = 0;
  }

  #dropOldest(): void {
    let count = 0;
    for (const entry of this.#waiting) {
      if (this.#waiting.length - count <= most && this.#bytes <= mostBytes) break;
      this.#bytes -= weightOf(entry);
      count += 1;
    }
    this.#waiting.splice(0, count);
    this.#lost += count;
  }
}
