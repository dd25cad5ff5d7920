import { setMaxListeners } from 'node:events';
import { createError } from '../errors.js';
import { UnderWay } from '../outputs/under-way.js';
import type { Perform } from '../protocol/operations.js';

/** What ends the calls of one signal that are under way together. */
interface End {
  readonly signal: AbortSignal;
  readonly abort: (reason: unknown) => void;
  /** Listens to the signal no more. */
  readonly leave: () => void;
  calls: number;
}

/**
 * The calls of server objects under way. Each ends with the signal of its own, for example that of an invocation, and with the host, also
 * where nobody awaits it and its invocation is long over.
 */
export class LiveCalls {
  readonly #underWay = new UnderWay();
  readonly #ends = new Map<AbortSignal | undefined, End>();
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
    const ends = [...this.#ends.values()];
    this.#ends.clear();
    for (const end of ends) end.abort(reason);
  }

  async #run<T>(signal: AbortSignal | undefined, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    signal?.throwIfAborted();
    if (this.#isClosed) throw createError('WPS_HOST_CLOSED', {});
    const end = this.#ends.get(signal) ?? createEnd(signal);
    this.#ends.set(signal, end);
    end.calls += 1;
    try {
      return await call(end.signal);
    } finally {
      end.calls -= 1;
      if (end.calls === 0) this.#forget(signal, end);
    }
  }

  #forget(signal: AbortSignal | undefined, end: End): void {
    end.leave();
    if (this.#ends.get(signal) === end) this.#ends.delete(signal);
  }
}

function createEnd(signal: AbortSignal | undefined): End {
  const abort = new AbortController();
  // Each call under way listens to it, however many there are.
  setMaxListeners(0, abort.signal);
  const end = (): void => {
    abort.abort(signal?.reason);
  };
  signal?.addEventListener('abort', end);
  return {
    signal: abort.signal,
    abort: (reason) => abort.abort(reason),
    leave: () => signal?.removeEventListener('abort', end),
    calls: 0,
  };
}
