import { createError, type DeliveryError, ofFunction, OutputError } from '../errors.js';
import { ask } from './ask.js';
import type { AsyncCollector } from './async-collector.js';
import { Collector } from './collector.js';
import { isQuestion, type Output, type OutputLimits } from './output.js';
import { reportFailures } from './report-failures.js';
import { type Accepted, type OutputTarget, Sender } from './sender.js';
import { toOperation } from './to-operation.js';

export interface InvocationOutputsOptions extends OutputLimits {
  /** The function, for messages: `Chat.join`. */
  readonly where: string;
  /** A queue of so many items is flushed inside `add`. */
  readonly queueLimit: number;
  /** Ends what is under way, and what waits is discarded. */
  readonly signal?: AbortSignal | undefined;
  /** Told of every delivery that failed, and of users and connections that had left before they could be added to a group. */
  readonly onFailure?: ((error: DeliveryError) => void) | undefined;
  /** Told of an item that is refused after the function has returned, when it cannot fail the invocation any more. */
  readonly onRefused?: ((error: OutputError) => void) | undefined;
}

/** One queue for each service and hub. */
interface Queue {
  readonly sender: Sender;
  items: Accepted[];
}

/**
 * The outputs of one invocation. Items are queued while the function runs; the flush at the end sends them. Time decides
 * what `add` does, not the caller: queue, send at once, or refuse.
 */
export class InvocationOutputs {
  readonly #options: InvocationOutputsOptions;
  readonly #queues = new Map<string, Queue>();
  #phase: 'running' | 'answered' | 'ended' = 'running';
  #refused: OutputError | undefined;

  constructor(options: InvocationOutputsOptions) {
    this.#options = options;
  }

  /** The first item that was refused. It fails the invocation even if the function swallowed the error. */
  get refused(): OutputError | undefined {
    return this.#refused;
  }

  /** What a parameter with `@WebPubSub` gets. With `flush: 'each'` an item leaves as it is added, as in C#. */
  collector(target: OutputTarget, options: { readonly flush?: 'end' | 'each' | undefined } = {}): AsyncCollector {
    const queue = this.#queueOf(target);
    return new Collector({
      add: (item) => this.#add(item, target, options.flush === 'each'),
      flush: async () => {
        if (this.#phase === 'ended') throw this.#ended();
        await this.#send([queue]);
      },
    });
  }

  /** What `@WebPubSub` on a method sends: an array item by item; nothing sends nothing. */
  async sendReturned(target: OutputTarget, value: unknown): Promise<void> {
    if (value === undefined || value === null) return;
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
      const output = this.#accept(item);
      if (isQuestion(output)) throw this.#refuse(createError('WPS_OUTPUT_QUESTION', {}));
      await this.#enqueue(this.#queueOf(target), { item, operation: output }, false);
    }
  }

  /**
   * Sends everything that is queued, for every target. Rejects with a `DeliveryError` that lists what did not arrive. At the
   * function's end say first what happens to later items, `continueAfterAnswer()` or `end()`, then flush.
   */
  async flush(): Promise<void> {
    await this.#send([...this.#queues.values()]);
  }

  /** The function has returned while `waitUntil` promises are pending: from now on `add` sends at once, in order. */
  continueAfterAnswer(): void {
    this.#phase = 'answered';
  }

  /** Nothing is pending any more: from now on `add` refuses. What is queued can still be flushed. */
  end(): void {
    this.#phase = 'ended';
  }

  /** After a throw or the deadline: gives back what had not left, and lets nothing in. */
  discard(): readonly unknown[] {
    this.end();
    return [...this.#queues.values()].flatMap((queue) => take(queue).map(({ item }) => item));
  }

  async #add(item: unknown, target: OutputTarget, isSentAtOnce: boolean): Promise<boolean | undefined> {
    if (this.#phase === 'ended') throw this.#ended();
    const output = this.#accept(item);
    if (isQuestion(output)) return ask(target.perform, output, this.#options.signal);
    await this.#enqueue(this.#queueOf(target), { item, operation: output }, isSentAtOnce);
    return undefined;
  }

  async #enqueue(queue: Queue, accepted: Accepted, isSentAtOnce: boolean): Promise<void> {
    queue.items.push(accepted);
    const isFull = queue.items.length >= this.#options.queueLimit;
    if (isSentAtOnce || isFull || this.#phase === 'answered') await this.#send([queue]);
  }

  #accept(item: unknown): Output {
    try {
      return toOperation(item, this.#options);
    } catch (error) {
      throw error instanceof OutputError ? this.#refuse(error) : error;
    }
  }

  #refuse(error: OutputError): OutputError {
    const refused = ofFunction(error, this.#options.where);
    this.#refused ??= refused;
    return this.#told(refused);
  }

  #ended(): OutputError {
    return this.#told(createError('WPS_INVOCATION_ENDED', { where: this.#options.where }));
  }

  #told(error: OutputError): OutputError {
    if (this.#phase !== 'running') this.#options.onRefused?.(error);
    return error;
  }

  #queueOf({ key, perform }: OutputTarget): Queue {
    const known = this.#queues.get(key);
    if (known) return known;
    const queue: Queue = { sender: new Sender(perform, this.#options.signal), items: [] };
    this.#queues.set(key, queue);
    return queue;
  }

  // One flush: of one queue, or at the end of all, which do not wait for each other.
  async #send(queues: readonly Queue[]): Promise<void> {
    const flushes = queues.map((queue) => ({ sender: queue.sender, items: take(queue) }));
    const total = flushes.reduce((sum, { items }) => sum + items.length, 0);
    const failures = await Promise.all(flushes.map(({ sender, items }) => sender.send(items)));
    const error = reportFailures(total, failures.flat(), this.#options.onFailure);
    if (error) throw error;
  }
}

function take(queue: Queue): readonly Accepted[] {
  const { items } = queue;
  queue.items = [];
  return items;
}
