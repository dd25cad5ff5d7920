/** Promises that have not settled yet, so that closing can wait for them. */
export class UnderWay {
  readonly #promises = new Set<Promise<unknown>>();

  get isEmpty(): boolean {
    return this.#promises.size === 0;
  }

  /** Whoever has the promise handles its failure; here it only ends. */
  add<T>(promise: Promise<T>): Promise<T> {
    this.#promises.add(promise);
    this.#forget(promise).catch(() => undefined);
    return promise;
  }

  /** Resolves when nothing is under way, also of what came in the meantime. */
  async settled(): Promise<void> {
    while (this.#promises.size > 0) await Promise.allSettled(this.#promises);
  }

  async #forget(promise: Promise<unknown>): Promise<void> {
    try {
      await promise;
    } finally {
      this.#promises.delete(promise);
    }
  }
}
