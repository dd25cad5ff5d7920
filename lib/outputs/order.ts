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
  readonly #lanes = new Map<string, Order>();
  #pending = 0;
  #hasFailed = false;

  constructor(before: Promise<boolean> = Promise.resolve(true)) {
    this.#before = before;
  }

  /** Resolves to what the work resolved to; rejects only if it rejects, which no work may. */
  async follow(place: readonly Step[], work: Work): Promise<boolean> {
    this.#pending += 1;
    const [step, ...rest] = place;
    const isClear = await (step === undefined ? this.#followInTurn(work) : this.#followInLane(step, rest, work));
    this.#pending -= 1;
    this.#hasFailed ||= !isClear;
    return isClear;
  }

  /** Resolves when everything that came so far is done. */
  get done(): Promise<boolean> {
    return this.#lanes.size === 0 ? this.#before : all([...this.#lanes.values()].map((lane) => lane.done));
  }

  #followInTurn(work: Work): Promise<boolean> {
    this.#before = runAfter(this.#before, work);
    return this.#before;
  }

  async #followInLane({ track, lane: name }: Step, rest: readonly Step[], work: Work): Promise<boolean> {
    if (track === undefined || track !== this.#track) this.#startTrack(track);
    const lanes = this.#lanes;
    const lane = lanes.get(name) ?? new Order(this.#before);
    lanes.set(name, lane);
    const isClear = await lane.follow(rest, work);
    // An idle lane in which nothing failed holds nobody up: forget it, so that a long life needs no more memory.
    if (lane.#pending === 0 && !lane.#hasFailed && lanes.get(name) === lane) lanes.delete(name);
    return isClear;
  }

  #startTrack(track: string | undefined): void {
    this.#before = this.done;
    this.#lanes.clear();
    this.#track = track;
  }
}

async function runAfter(before: Promise<boolean>, work: Work): Promise<boolean> {
  return work(await before);
}

async function all(outcomes: readonly Promise<boolean>[]): Promise<boolean> {
  const results = await Promise.all(outcomes);
  return results.every(Boolean);
}
