const dayMilliseconds = 86_400_000;
// service: prices count each begun 2 KB of a message as one.
const messageBytes = 2048;

/** How many messages may still go out on a day of UTC. */
export class DailyQuota {
  readonly #limit: number;
  readonly #onUsedUp: () => void;
  #day = 0;
  #used = 0;
  #isTold = false;

  /** `onUsedUp` hears of the first message of a day that is one too many. */
  constructor(limit: number, onUsedUp: () => void = () => undefined) {
    this.#limit = limit;
    this.#onUsedUp = onUsedUp;
  }

  /** Uses up what a message costs; false where that is not left. */
  take(bytes: number, now: number): boolean {
    const day = Math.floor(now / dayMilliseconds);
    if (day !== this.#day) this.reset();
    this.#day = day;
    const cost = Math.max(1, Math.ceil(bytes / messageBytes));
    const isLeft = this.#used + cost <= this.#limit;
    if (isLeft) this.#used += cost;
    else this.#tell();
    return isLeft;
  }

  /** As if nothing had gone out. */
  reset(): void {
    this.#used = 0;
    this.#isTold = false;
  }

  #tell(): void {
    if (this.#isTold) return;
    this.#isTold = true;
    this.#onUsedUp();
  }
}
