import { inspect } from 'node:util';
import { describeValue } from '../metadata/options.js';
import { holds, judge, milliseconds, refusal } from './judge.js';
import { within, type Wait } from './within.js';

interface Waiting<T> extends Wait<T> {
  readonly predicate: (item: T) => boolean;
  /** How many had been awaited when it began. */
  readonly first: number;
}

/** Which item is awaited; by default the next one, for a second. */
export interface NextOptions<T> {
  readonly predicate?: ((item: T) => boolean) | undefined;
  /** For messages: what the predicate takes, in words. */
  readonly fits?: string | undefined;
  /** Milliseconds. */
  readonly timeout?: number | undefined;
}

/** What arrives, in order, and whoever waits for it. */
export class Inbox<T> {
  readonly items: T[] = [];
  readonly #whose: () => string;
  readonly #waiting = new Set<Waiting<T>>();
  #seen = 0;
  #end: string | undefined;

  /** `whose` begins the sentences that say what did not come. */
  constructor(whose: () => string) {
    this.#whose = whose;
  }

  add(item: T): void {
    this.items.push(item);
    for (const waiting of [...this.#waiting]) this.#look(waiting);
  }

  /** Nothing comes any more, and why. */
  end(why: string): void {
    this.#end = why;
    for (const waiting of [...this.#waiting]) this.#look(waiting);
  }

  /** Something may come again. */
  reopen(): void {
    this.#end = undefined;
  }

  /** What came and was not awaited, in words. */
  unseen(first = this.#seen): string {
    const items = this.items.slice(first);
    if (items.length > 0) return `This came and was not awaited: ${inspect(items, { depth: 4 })}`;
    return first === 0 ? 'Nothing came at all.' : `Nothing came after the ${String(first)} that had been awaited.`;
  }

  /**
   * The next item that a predicate takes, of those that nobody has awaited yet; those before it count as seen. Rejects at once where nothing can
   * come any more, and where the predicate throws.
   */
  async next({ predicate, fits, timeout = 1_000 }: NextOptions<T> = {}): Promise<T> {
    judge('next()', { timeout }, { timeout: milliseconds });
    if (predicate !== undefined && typeof predicate !== 'function')
      throw refusal('next()', describeValue(predicate), 'Give it a function of an item, or leave it out.');
    const first = this.#seen;
    const sought = soughtBy(predicate, fits);
    const late = (): string => {
      if (wanted !== undefined) this.#waiting.delete(wanted);
      return `${this.#whose()} got ${sought} within ${String(timeout)} ms. ${this.unseen(first)}`;
    };
    let wanted: Waiting<T> | undefined;
    return within({ milliseconds: timeout, late }, (wait) => {
      wanted = { ...wait, first, predicate: predicate ?? (() => true) };
      this.#waiting.add(wanted);
      this.#look(wanted);
    });
  }

  #look(waiting: Waiting<T>): void {
    for (const [index, item] of this.items.slice(this.#seen).entries()) {
      const taken = decide(waiting.predicate, item);
      if (taken === false) continue;
      this.#waiting.delete(waiting);
      if (taken !== true) return waiting.reject(taken);
      this.#seen += index + 1;
      return waiting.resolve(item);
    }
    if (this.#end === undefined) return;
    this.#waiting.delete(waiting);
    waiting.reject(new Error(`${this.#whose()} gets nothing more: ${this.#end}. ${this.unseen(waiting.first)}`));
  }
}

function soughtBy(predicate: unknown, fits: string | undefined): string {
  if (predicate === undefined) return 'nothing';
  return fits === undefined ? 'nothing that the predicate takes' : `nothing that fits ${fits}`;
}

function decide<T>(predicate: (item: T) => unknown, item: T): boolean | Error {
  try {
    return holds('next()', predicate, item);
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    return new Error(`The predicate threw at ${inspect(item, { depth: 4 })}: ${problem}`, { cause });
  }
}
