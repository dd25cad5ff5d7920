/** Where work stands: works of one lane go in turn, lanes of one track side by side, and a track waits for the one before. */
export interface Step {
  /** `undefined` is a track of its own: it shares its time with nothing. */
  readonly track: string | undefined;
  readonly lane: string;
}

/** Work that is told whether everything it had to wait for went well, and says whether it and all that went well. */
export type Work = (isClear: boolean) => Promise<boolean>;

/**
 * Runs works in the order they come, side by side where their places allow it. A place is a path: with
 * `[{ track: 'group', lane: 'g1' }, { track: 'user', lane: 'ann' }]` the lane `g1` is an order of its own.
 * Each work costs the same, however many there are.
 */
export class Order {
  #before: Promise<boolean>;
  #track: string | undefined;
  #lanes: Map<string, Order> | undefined;

  constructor(before: Promise<boolean> = clear) {
    this.#before = before;
  }

  /** Resolves to what the work resolved to; rejects only if it rejects, which no work may. */
  follow(place: readonly Step[], work: Work): Promise<boolean> {
    return this.#follow(place, 0, work);
  }

  /** Resolves when everything that came so far is done, and tells whether all of it went well. */
  get done(): Promise<boolean> {
    const lanes = [...(this.#lanes?.values() ?? [])];
    return lanes.length === 0 ? this.#before : all(lanes.map((lane) => lane.done));
  }

  #follow(place: readonly Step[], depth: number, work: Work): Promise<boolean> {
    const step = place[depth];
    if (step !== undefined) return this.#followInLane(step, place, depth + 1, work);
    this.#before = runAfter(this.#before, work);
    return this.#before;
  }

  async #followInLane(step: Step, place: readonly Step[], depth: number, work: Work): Promise<boolean> {
    const lanes = this.#lanesOf(step.track);
    const lane = lanes.get(step.lane) ?? new Order(this.#before);
    lanes.set(step.lane, lane);
    const outcome = lane.#follow(place, depth, work);
    const isClear = await outcome;
    // A lane that is idle and in which nothing failed holds nobody up: forget it, so that a long life needs no more memory.
    if (isClear && lane.#isIdleAfter(outcome) && lanes.get(step.lane) === lane) lanes.delete(step.lane);
    return isClear;
  }

  #lanesOf(track: string | undefined): Map<string, Order> {
    if (this.#lanes === undefined || track === undefined || track !== this.#track) {
      this.#before = this.done;
      this.#track = track;
      this.#lanes = new Map();
    }
    return this.#lanes;
  }

  // Lanes of its own are forgotten when they are idle; a lane without any is idle when nobody came after its last work.
  #isIdleAfter(outcome: Promise<boolean>): boolean {
    return this.#lanes === undefined ? this.#before === outcome : this.#lanes.size === 0;
  }
}

const clear = Promise.resolve(true);

async function runAfter(before: Promise<boolean>, work: Work): Promise<boolean> {
  return work(await before);
}

async function all(outcomes: readonly Promise<boolean>[]): Promise<boolean> {
  const results = await Promise.all(outcomes);
  return results.every(Boolean);
}
