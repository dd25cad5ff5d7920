type Task = (signal: AbortSignal) => Promise<void>;

// assumed: no limit is published.
const limit = 64;

/** What a client has invoked over one WebSocket and not been answered yet. */
export class Invocations {
  readonly #underWay = new Map<string, AbortController>();
  readonly #onFault: (error: unknown) => void;

  /** `onFault` hears of what a task throws; there should be nothing. */
  constructor(onFault: (error: unknown) => void) {
    this.#onFault = onFault;
  }

  /** Begins a task and does not wait for it: a client may cancel it meanwhile. Returns why not, where it may not begin. */
  begin(invocationId: string, task: Task): string | undefined {
    if (this.#underWay.has(invocationId)) return `The invocation '${invocationId}' is under way already.`;
    if (this.#underWay.size >= limit) return `A connection has at most ${limit} invocations under way.`;
    const controller = new AbortController();
    this.#underWay.set(invocationId, controller);
    this.#run(invocationId, controller, task).catch(this.#onFault);
    return undefined;
  }

  /** An invocation that is not there has ended; that is no fault of the client. */
  cancel(invocationId: string): void {
    this.#underWay.get(invocationId)?.abort();
    this.#underWay.delete(invocationId);
  }

  cancelAll(): void {
    for (const invocationId of this.#underWay.keys()) this.cancel(invocationId);
  }

  async #run(invocationId: string, controller: AbortController, task: Task): Promise<void> {
    try {
      await task(controller.signal);
    } finally {
      // Cancelled, its id may stand for another one by now.
      if (this.#underWay.get(invocationId) === controller) this.#underWay.delete(invocationId);
    }
  }
}
