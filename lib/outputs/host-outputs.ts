import { createError, type DeliveryError, type OutputFailure, WebPubSubError } from '../errors.js';
import { ask } from './ask.js';
import type { AsyncCollector } from './async-collector.js';
import { Collector } from './collector.js';
import { isQuestion, type Output, type OutputLimits } from './output.js';
import { reportFailures } from './report-failures.js';
import { type Accepted, type OutputTarget, Sender } from './sender.js';
import { toOperation } from './to-operation.js';
import { UnderWay } from './under-way.js';

export interface HostOutputsOptions extends Omit<OutputLimits, 'connectingId'> {
  /** Ends what is under way and discards what waits: the end of the time to close. */
  readonly signal?: AbortSignal | undefined;
  readonly onFailure?: ((error: DeliveryError) => void) | undefined;
  /** Told of an item that is refused, since nobody may be waiting for what `add` says. */
  readonly onRefused?: ((error: WebPubSubError) => void) | undefined;
}

/**
 * Outputs outside an invocation: timers, queues, services. Each item is sent as it is added, in the order and within the
 * limits of an invocation's outputs; a failure concerns that item alone.
 */
export class HostOutputs {
  readonly #options: HostOutputsOptions;
  readonly #senders = new Map<string, BusySender>();
  readonly #underWay = new UnderWay();
  readonly #lost: unknown[] = [];
  #isClosing = false;

  constructor(options: HostOutputsOptions) {
    this.#options = options;
  }

  /** Its `add` resolves when the service took the item, its `flush` when everything added so far is done. */
  collector(target: OutputTarget): AsyncCollector {
    return new Collector({
      add: (item) => this.#underWay.add(this.#add(item, target)),
      flush: async () => {
        await this.#deliver(target, []);
      },
    });
  }

  /** Refuses new items, waits for those under way, and resolves to the ones that did not arrive. */
  async drain(): Promise<readonly unknown[]> {
    this.#isClosing = true;
    await this.#underWay.settled();
    return this.#lost;
  }

  async #add(item: unknown, target: OutputTarget): Promise<boolean | undefined> {
    const output = this.#accept(item);
    if (isQuestion(output)) return ask(target.perform, output, this.#options.signal);
    await this.#send(target, { item, operation: output });
    return undefined;
  }

  #accept(item: unknown): Output {
    try {
      if (this.#isClosing) throw createError('WPS_HOST_CLOSED', {});
      return toOperation(item, this.#options);
    } catch (error) {
      if (error instanceof WebPubSubError) this.#options.onRefused?.(error);
      throw error;
    }
  }

  async #send(target: OutputTarget, accepted: Accepted): Promise<void> {
    const error = reportFailures(1, await this.#deliver(target, [accepted]), this.#options.onFailure);
    if (!error) return;
    if (this.#isClosing || this.#options.signal?.aborted) this.#lost.push(accepted.item);
    throw error;
  }

  // The order among items hangs on their sharing a sender, so it stays as long as it has items; an idle one has nothing to remember.
  async #deliver({ key, perform }: OutputTarget, items: readonly Accepted[]): Promise<readonly OutputFailure[]> {
    const busy = this.#senders.get(key) ?? { sender: new Sender(perform, this.#options.signal), sends: 0 };
    this.#senders.set(key, busy);
    busy.sends += 1;
    try {
      return await busy.sender.send(items);
    } finally {
      busy.sends -= 1;
      if (busy.sends === 0) this.#senders.delete(key);
    }
  }
}

/** The sender of one hub while it has something to send. */
interface BusySender {
  readonly sender: Sender;
  sends: number;
}
