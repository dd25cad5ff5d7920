import { createError } from '../errors.js';
import { UnderWay } from '../outputs/under-way.js';
import type { Perform } from '../protocol/operations.js';

/**
 * The calls of server objects under way. Each ends with the signal of its own, for example that of an invocation, and with the host, also
 * where nobody awaits it and its invocation is long over.
 */
export class LiveCalls {
  readonly #underWay = new UnderWay();
  readonly #aborts = new Set<AbortController>();
  #isClosed = false;

  /** The same `perform`, its calls watched. */
  watch(perform: Perform): Perform {
    return (operation, { signal } = {}) =>
      this.#underWay.add(this.#run(signal, (own) => perform(operation, { signal: own })));
  }

  /** Lets no call in and resolves when none is under way. */
  async drain(): Promise<void> {
    this.#isClosed = true;
    await this.#underWay.settled();
  }

  /** Ends the calls under way, which reject with the reason. */
  abort(reason: Error): void {
    for (const abort of this.#aborts) abort.abort(reason);
  }

  async #run<T>(signal: AbortSignal | undefined, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    signal?.throwIfAborted();
    if (this.#isClosed) throw createError('WPS_HOST_CLOSED', {});
    const abort = new AbortController();
    const end = (): void => {
      abort.abort(signal?.reason);
    };
    this.#aborts.add(abort);
    signal?.addEventListener('abort', end);
    try {
      return await call(abort.signal);
    } finally {
      this.#aborts.delete(abort);
      signal?.removeEventListener('abort', end);
    }
  }
}
