/** When the turn of a fault comes. */
export interface TurnsInit {
  readonly times: number;
  readonly every: number;
  readonly after: number;
  readonly probability: number;
  readonly seed?: number;
}

/** Counts how often a place was met and how often the fault happened there, and knows whose turn it is. */
export class Turns {
  readonly #init: TurnsInit;
  readonly #random: () => number;
  #met = 0;
  #count = 0;

  /** `seed` counts where the rule has none. */
  constructor(init: TurnsInit, seed: number) {
    this.#init = init;
    this.#random = randomOf(init.seed ?? seed);
  }

  get met(): number {
    return this.#met;
  }

  get count(): number {
    return this.#count;
  }

  /** Counts a meeting; whether the fault may happen now. */
  meet(): boolean {
    const { times, every, after, probability } = this.#init;
    this.#met += 1;
    const turn = this.#met - after;
    if (turn <= 0 || turn % every !== 0) return false;
    // Drawn also where it was often enough, so that the numbers of a seed do not depend on it.
    const isDrawn = probability === 1 || this.#random() < probability;
    return isDrawn && this.#count < times;
  }

  happened(): void {
    this.#count += 1;
  }
}

/** Numbers from 0 to below 1, the same ones for the same seed: a Weyl sequence, well mixed (the finalizer of MurmurHash3). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
  };
}
