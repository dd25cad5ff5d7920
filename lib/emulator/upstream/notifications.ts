/** What nobody waits for, one after the other for each key: `disconnected` never overtakes `connected`. */
export class Notifications<K extends object> {
  readonly #last = new WeakMap<K, Promise<void>>();
  readonly #waiting = new WeakMap<K, number>();

  /** How many of a key have not ended yet. */
  waiting(key: K): number {
    return this.#waiting.get(key) ?? 0;
  }

  /** The task must not reject. */
  add(key: K, task: () => Promise<void>): void {
    this.#waiting.set(key, this.waiting(key) + 1);
    this.#last.set(key, this.#runInTurn(key, task));
  }

  async #runInTurn(key: K, task: () => Promise<void>): Promise<void> {
    const previous = this.#last.get(key);
    if (previous !== undefined) await previous;
    await task();
    this.#waiting.set(key, this.waiting(key) - 1);
  }
}
