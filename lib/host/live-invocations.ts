import { Invocation } from '../invocation/invocation.js';
import type { InvocationOptions } from '../invocation/invocation.js';

/** The invocations under way, so that closing can wait for them and then end them. */
export class LiveInvocations {
  readonly #live = new Set<Invocation>();
  #onIdle: (() => void) | undefined;

  begin(options: InvocationOptions): Invocation {
    const invocation = new Invocation(options, this.#ended);
    this.#live.add(invocation);
    return invocation;
  }

  /** Resolves when none is under way, or when `signal` is aborted; then those left are aborted with its reason, and named. */
  async drain(signal: AbortSignal): Promise<readonly string[]> {
    if (this.#live.size > 0 && !signal.aborted) await this.#idleOr(signal);
    const left = [...this.#live];
    for (const invocation of left) invocation.abort(signal.reason as Error);
    // Their answers, and what they had not sent, are told in this turn.
    if (left.length > 0) await new Promise((resolve) => setImmediate(resolve));
    return left.map((invocation) => invocation.function);
  }

  #idleOr(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#onIdle = resolve;
      signal.addEventListener('abort', () => {
        resolve();
      });
    });
  }

  // One function for all of them.
  readonly #ended = (invocation: Invocation): void => {
    this.#live.delete(invocation);
    if (this.#live.size === 0) this.#onIdle?.();
  };
}
