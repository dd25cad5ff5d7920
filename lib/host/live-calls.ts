import { setMaxListeners } from 'node:events';
import { createError } from '../errors.js';
import { UnderWay } from '../outputs/under-way.js';
import type { Perform } from '../protocol/operations.js';

/** What ends the calls of one signal that are under way. */
interface End {
  readonly abort: AbortController;
  calls: number;
}

/**
 * The calls of server objects under way. Each ends with the signal of its own, for example that of an invocation, and with the host, also
 * where nobody awaits it and its invocation is long over.
 */
export class LiveCalls {
  readonly #underWay = new UnderWay();
  readonly #live = new Set<End>();
  // They live as long as their signal, which one listener of each hangs on: making one costs more than watching a call.
  #ends = new WeakMap<AbortSignal, End>();
  #end = createEnd();
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
    const live = [...this.#live];
    this.#ends = new WeakMap();
    this.#end = createEnd();
    for (const { abort } of live) abort.abort(reason);
  }

  async #run<T>(signal: AbortSignal | undefined, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    signal?.throwIfAborted();
    if (this.#isClosed) throw createError('WPS_HOST_CLOSED', {});
    const end = this.#endOf(signal);
    end.calls += 1;
    this.#live.add(end);
    try {
      return await call(end.abort.signal);
    } finally {
      end.calls -= 1;
      if (end.calls === 0) this.#live.delete(end);
    }
  }

  #endOf(signal: AbortSignal | undefined): End {
    if (signal === undefined) return this.#end;
    const known = this.#ends.get(signal);
    if (known !== undefined) return known;
    const end = createEnd();
    signal.addEventListener('abort', () => end.abort.abort(signal.reason), { once: true });
    this.#ends.set(signal, end);
    return end;
  }
}

function createEnd(): End {
  const abort = new AbortController();
  // Each call under way listens to it, however many there are.
  setMaxListeners(0, abort.signal);
  return { abort, calls: 0 };
}
