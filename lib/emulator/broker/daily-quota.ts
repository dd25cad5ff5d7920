const dayMilliseconds = 86_400_000;
// service: prices count each begun 2 KB of a message as one.
const messageBytes = 2048;

/** How many messages may still go out on a day of UTC. */
export class DailyQuota {
  readonly #limit: number;
  #day = 0;
  #used = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Uses up what a message costs; false where that is not left. */
  take(bytes: number, now: number): boolean {
    const day = Math.floor(now / dayMilliseconds);
    if (day !== this.#day) this.#used = 0;
    this.#day = day;
    const cost = Math.max(1, Math.ceil(bytes / messageBytes));
    if (this.#used + cost > this.#limit) return false;
    this.#used += cost;
    return true;
  }
}
