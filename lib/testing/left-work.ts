import { clearTimeout, setTimeout } from '../emulator/real-time.js';
import { OpenWork } from './open-work.js';

/** As long as a function has for its answer, where nobody says otherwise. */
const patience = 30_000;

/** The work that functions left to `waitUntil`. */
export class LeftWork {
  readonly #work = new Set<Promise<unknown>>();
  readonly #open = new OpenWork();

  /** With the name of the function that left it, where it is known. */
  add(work: Promise<unknown>, name?: string): void {
    this.#work.add(work);
    if (name !== undefined) this.#open.add(work, name);
    // Whoever waits for it with settled() is told of its failure; until then it must not end the process.
    // Plain JavaScript may give what is no promise, which is done already.
    Promise.resolve(work).catch(() => undefined);
  }

  /** Resolves when all of it is done, also what it left itself; rejects with the first failure, and where it is not done in time. */
  async settled(milliseconds = patience): Promise<void> {
    // It keeps the process, too, which work that waits for a clock does not: node:test would end the test without a word.
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(this.#notDone(milliseconds))), milliseconds);
    });
    try {
      await Promise.race([this.#done(), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #done(): Promise<void> {
    for (const work of this.#work)
      try {
        await work;
      } finally {
        this.#work.delete(work);
      }
  }

  #notDone(milliseconds: number): string {
    const names = this.#open.names();
    const whose = names.length === 0 ? 'was left' : `${names.join(' and ')} left`;
    const waited = `settled() waited ${String(milliseconds / 1_000)} s for work that ${whose} to waitUntil and has not ended.`;
    return `${waited} A pause of the test's clock is skipped by clock.skip(() => host.settled()).`;
  }
}
