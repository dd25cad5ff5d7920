type Task = () => void | Promise<void>;

/** Runs the frames of one connection one after the other: while an event is with the app, even a ping waits. */
export class Inbox {
  readonly #tasks: Task[] = [];
  readonly #onFault: (error: unknown) => void;
  #isRunning = false;

  /** What goes wrong with a frame is answered on the wire; `onFault` hears of what nobody thought of. */
  constructor(onFault: (error: unknown) => void) {
    this.#onFault = onFault;
  }

  get length(): number {
    return this.#tasks.length;
  }

  add(task: Task): void {
    this.#tasks.push(task);
    if (!this.#isRunning) this.#run().catch(this.#onFault);
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    for (let task = this.#tasks.shift(); task !== undefined; task = this.#tasks.shift()) {
      await this.#attempt(task);
    }
    this.#isRunning = false;
  }

  async #attempt(task: Task): Promise<void> {
    try {
      await task();
    } catch (error) {
      this.#onFault(error);
    }
  }
}
