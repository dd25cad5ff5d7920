import { createError, type DeliveryError, WebPubSubError } from '../errors.js';
import { ask } from './ask.js';
import type { AsyncCollector } from './async-collector.js';
import { Collector } from './collector.js';
import { isQuestion, type Output, type OutputLimits } from './output.js';
import { reportFailures } from './report-failures.js';
import { type Accepted, type OutputTarget, Sender } from './sender.js';
import { toOperation } from './to-operation.js';

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
  readonly #senders = new Map<string, Sender>();
  readonly #lost: unknown[] = [];
  #isClosing = false;

  constructor(options: HostOutputsOptions) {
    this.#options = options;
  }

  /** Its `add` resolves when the service took the item, its `flush` when everything added so far is done. */
  collector(target: OutputTarget): AsyncCollector {
    const sender = this.#senderOf(target);
    return new Collector({
      add: (item) => this.#add(item, target, sender),
      flush: async () => {
        await sender.send([]);
      },
    });
  }

  /** Refuses new items, waits for those under way, and resolves to the ones that did not arrive. */
  async drain(): Promise<readonly unknown[]> {
    this.#isClosing = true;
    await Promise.all([...this.#senders.values()].map((sender) => sender.send([])));
    return this.#lost;
  }

  async #add(item: unknown, target: OutputTarget, sender: Sender): Promise<boolean | undefined> {
    const output = this.#accept(item);
    if (isQuestion(output)) return ask(target.perform, output, this.#options.signal);
    await this.#send(sender, { item, operation: output });
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

  async #send(sender: Sender, accepted: Accepted): Promise<void> {
    const error = reportFailures(1, await sender.send([accepted]), this.#options.onFailure);
    if (!error) return;
    if (this.#isClosing) this.#lost.push(accepted.item);
    throw error;
  }

  #senderOf({ key, perform }: OutputTarget): Sender {
    const sender = this.#senders.get(key) ?? new Sender(perform, this.#options.signal);
    this.#senders.set(key, sender);
    return sender;
  }
}
