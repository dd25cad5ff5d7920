import { inspect } from 'node:util';

/** What arrives, in order, and whoever waits for it. */
export class Inbox<T> {
  readonly items: T[] = [];
  readonly #what: string;
  #seen = 0;
  readonly #waiting = new Set<() => void>();

  /** @param what What arrives, for the message of what did not. */
  constructor(what = 'message') {
    this.#what = what;
  }

  add(item: T): void {
    this.items.push(item);
    for (const look of [...this.#waiting]) look();
  }

  /** The next item that a predicate takes, of those that nobody has awaited yet; those before it count as seen. */
  next(predicate: (item: T) => boolean, timeout: number): Promise<T> {
    const first = this.#seen;
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(look);
      };
      const look = (): void => {
        const at = this.items.findIndex((item, index) => index >= this.#seen && predicate(item));
        const found = this.items[at];
        if (found === undefined) return;
        this.#seen = at + 1;
        end();
        resolve(found);
      };
      const timer = setTimeout(() => {
        end();
        const came = inspect(this.items.slice(first), { depth: 4 });
        reject(new Error(`No such ${this.#what} arrived within ${String(timeout)} ms. Since the last one: ${came}`));
      }, timeout);
      this.#waiting.add(look);
      look();
    });
  }
}
