import type { ShownEntry } from '../wire.js';

/** What changes hubs, connections and groups. */
const movers = /^(client\.(opened|recovered|lost|ended)|group\.|hub\.|emulator\.|event\.answered|inspector\.|fault\.)/;
const pause = 300;
/** A crowd is not counted more often than so much of the time: the emulator has other things to do. */
const share = 10;

/** Asks for the state of the emulator once more when something of it may have changed, but not at every change. */
export class Refresher {
  readonly #refresh: () => Promise<void>;
  #pause = pause;
  #isDue = false;
  #isAsking = false;

  constructor(refresh: () => Promise<void>) {
    this.#refresh = refresh;
  }

  note(entries: readonly ShownEntry[]): void {
    if (entries.some(({ what }) => movers.test(what))) this.refreshSoon();
  }

  refreshSoon(milliseconds = this.#pause): void {
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
    const began = performance.now();
    try {
      await this.#refresh();
    } catch {
      // The stream notices that the emulator is away, and asks again when it is back.
    }
    this.#pause = Math.max(pause, share * (performance.now() - began));
    this.#isAsking = false;
  }
}
