/** The work that functions left to `waitUntil` and that has not ended, by their names: a client may wait for what comes of it. */
export class OpenWork {
  readonly #names = new Map<Promise<unknown>, string>();

  add(work: Promise<unknown>, name: string): void {
    this.#names.set(work, name);
    this.#watch(work).catch(() => undefined);
  }

  /** Whose it is, each once. */
  names(): readonly string[] {
    return [...new Set(this.#names.values())];
  }

  /** Whose it is, in words; undefined where there is none. */
  words(): string | undefined {
    const names = this.names();
    if (names.length === 0) return undefined;
    return `What ${names.join(' and ')} left to waitUntil has not ended: where it waits for app.clock, app.clock.advance() moves it.`;
  }

  async #watch(work: Promise<unknown>): Promise<void> {
    try {
      await work;
    } finally {
      this.#names.delete(work);
    }
  }
}
