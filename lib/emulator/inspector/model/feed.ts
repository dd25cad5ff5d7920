import type { ShownEntry, StreamLine } from '../wire.js';

// Of what waits while the timeline is paused.
const most = 20_000;

/** What comes from the emulator, before the timeline: it can be held back. */
export class Feed {
  readonly #onEntries: (entries: readonly ShownEntry[]) => void;
  #waiting: ShownEntry[] = [];
  #isPaused = false;
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
    this.#waiting.push(...entries);
    if (this.#waiting.length <= most) return;
    this.#lost += this.#waiting.length - most;
    this.#waiting = this.#waiting.slice(-most);
  }

  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    this.#onEntries(this.#waiting);
    this.#waiting = [];
  }
}
