import { createError, isError } from '../errors.js';
import type { AnyMiddleware } from '../metadata/records.js';
import { isRefusal } from './refusal.js';
import { InvocationContext } from './invocation-context.js';
import type { AnyContext } from './reporter.js';

/** Goes on to the next middleware, and at last to the function; resolves to what the method returned once its outputs were taken. */
export type Next = () => Promise<unknown>;

/**
 * Code around a function: authorization, error mapping, tracing. What it returns or throws is what the caller is answered with; where it
 * returns nothing, that is what `next()` came to. A refusal of an event stands. A check that may refuse stands before `next()`.
 */
export type Middleware<C = AnyContext> = (context: C, next: Next) => unknown;

/**
 * Runs middleware from the first to the last around `run`. What a middleware started it also waits for: where it forgot to await `next()`,
 * this does, so that the function's outputs leave before the answer and its failure is the invocation's.
 */
export function compose(
  middleware: readonly AnyMiddleware[],
  context: AnyContext,
  run: Next,
  where: string,
): Promise<unknown> {
  const dispatch = async (index: number): Promise<unknown> => {
    const current = middleware[index];
    if (current === undefined) return run();
    const rest = new Rest(() => dispatch(index + 1), where);
    // @Use was typed where it was written, so the context that arrives here is the one it asked for.
    const said = unlessError(await current(context as never, rest.next));
    const behind = await rest.outcome(said);
    // Fail closed: what turned the client away is not taken back by whoever comes after it.
    const isRefused = context instanceof InvocationContext && isRefusal(context, behind) && !isRefusal(context, said);
    return said === undefined || isRefused ? behind : said;
  };
  return dispatch(0);
}

/** An error that is returned was meant to be thrown; taken for a value it could let a client in. */
export function unlessError(value: unknown): unknown {
  if (isError(value)) throw value;
  return value;
}

/** What stands behind one middleware: it runs once, and is not left alone. */
class Rest {
  readonly #run: Next;
  readonly #where: string;
  #running: Promise<unknown> | undefined;
  #isPending = false;
  #repeated: Error | undefined;

  constructor(run: Next, where: string) {
    this.#run = run;
    this.#where = where;
  }

  readonly next = (): Promise<unknown> => {
    if (this.#running !== undefined) return this.#refuse();
    this.#isPending = true;
    this.#running = this.#start();
    // A rejection that the middleware does not look at must not end the process; settled() looks at it.
    this.#running.catch(() => undefined);
    return this.#running;
  };

  /**
   * What it came to, once it has ended. A failure that came before the middleware's own end was the middleware's to handle, by saying what
   * to answer instead; a later one nobody waited for.
   */
  async outcome(said: unknown): Promise<unknown> {
    const isHandled = !this.#isPending && said !== undefined;
    const behind = await (isHandled ? this.#running?.catch(() => undefined) : this.#running);
    if (this.#repeated !== undefined) throw this.#repeated;
    return behind;
  }

  async #start(): Promise<unknown> {
    try {
      return await this.#run();
    } finally {
      this.#isPending = false;
    }
  }

  #refuse(): Promise<never> {
    this.#repeated = createError('WPS_NEXT_TWICE', { where: this.#where });
    const refused = Promise.reject(this.#repeated);
    refused.catch(() => undefined);
    return refused;
  }
}
