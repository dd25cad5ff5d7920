interface RunningAnswer {
  readonly id: string;
  readonly controller: AbortController;
}

/** The answers that this process is writing, at most one for each connection. */
export class RunningAnswers {
  readonly #running = new Map<string, RunningAnswer>();
  readonly #work = new Set<Promise<void>>();
  #isClosed = false;

  /** How many are under way. */
  get size(): number {
    return this.#running.size;
  }

  /** Writes an answer, and stops the one before it on this connection. `write` ends when its signal is aborted. */
  async run(connectionId: string, id: string, write: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.stop(connectionId);
    if (this.#isClosed) return;
    const running = { id, controller: new AbortController() };
    this.#running.set(connectionId, running);
    const work = write(running.controller.signal);
    this.#work.add(work);
    try {
      await work;
    } finally {
      this.#work.delete(work);
      // Another one may have taken its place.
      if (this.#running.get(connectionId) === running) this.#running.delete(connectionId);
    }
  }

  /** Stops the answer of a connection, or only the one with this id. Tells whether it was under way. */
  stop(connectionId: string, id?: string): boolean {
    const running = this.#running.get(connectionId);
    if (running === undefined || (id !== undefined && id !== running.id)) return false;
    this.#running.delete(connectionId);
    running.controller.abort();
    return true;
  }

  /** Stops all of them and resolves when the last message under way has been taken. None begins any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const connectionId of [...this.#running.keys()]) this.stop(connectionId);
    await Promise.allSettled(this.#work);
  }
}
