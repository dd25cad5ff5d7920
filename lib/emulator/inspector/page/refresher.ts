import type { ShownEntry } from '../wire.js';

/** What changes hubs, connections and groups. */
const movers = /^(client\.(opened|recovered|lost|ended)|group\.|hub\.|emulator\.|event\.answered|inspector\.|fault\.)/;
const pause = 300;

/** Asks for the state of the emulator once more when something of it may have changed, but not at every change. */
export class Refresher {
  readonly #refresh: () => Promise<void>;
  #isDue = false;
  #isAsking = false;

  constructor(refresh: () => Promise<void>) {
    this.#refresh = refresh;
  }

  note(entries: readonly ShownEntry[]): void {
    if (entries.some(({ what }) => movers.test(what))) this.refreshSoon();
  }

  refreshSoon(milliseconds = pause): void {
    if (!this.#isDue) setTimeout(() => void this.#run(), milliseconds);
    this.#isDue = true;
  }

  async #run(): Promise<void> {
    this.#isDue = false;
    if (this.#isAsking) {
      this.refreshSoon();
      return;
    }
    this.#isAsking = true;
    try {
      await this.#refresh();
    } catch {
      // The stream notices that the emulator is away, and asks again when it is back.
    }
    this.#isAsking = false;
  }
}
