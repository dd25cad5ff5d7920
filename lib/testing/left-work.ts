/** The work that functions left to `waitUntil`. */
export class LeftWork {
  readonly #work: Promise<unknown>[] = [];

  add(work: Promise<unknown>): void {
    this.#work.push(work);
    // Whoever waits for it with settled() is told of its failure; until then it must not end the process.
    work.catch(() => undefined);
  }

  /** Resolves when all of it is done, also what it left itself; rejects with the first failure. */
  async settled(): Promise<void> {
    for (let work = this.#work.shift(); work !== undefined; work = this.#work.shift()) await work;
  }
}
