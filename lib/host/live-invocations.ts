import { Invocation } from '../invocation/invocation.js';
import type { InvocationOptions } from '../invocation/invocation.js';

/** The invocations under way, so that closing can wait for them and then end them. */
export class LiveInvocations {
  readonly #live = new Set<Invocation>();
  readonly #waiting: (() => void)[] = [];

  begin(options: Omit<InvocationOptions, 'onEnded'>): Invocation {
    const invocation: Invocation = new Invocation({
      ...options,
      onEnded: () => {
        this.#ended(invocation);
      },
    });
    this.#live.add(invocation);
    return invocation;
  }

  /** Resolves when none is under way, or after `timeout` milliseconds; then those left are aborted and named. */
  async drain(timeout: number): Promise<readonly string[]> {
    if (this.#live.size === 0) return [];
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#waiting.push(resolve);
      timer = setTimeout(resolve, timeout);
    });
    clearTimeout(timer);
    const left = [...this.#live];
    for (const invocation of left) invocation.abort();
    return left.map((invocation) => invocation.function);
  }

  #ended(invocation: Invocation): void {
    this.#live.delete(invocation);
    if (this.#live.size === 0) for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
