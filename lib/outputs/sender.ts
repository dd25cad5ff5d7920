import type { OutputFailure } from '../errors.js';
import type { Perform } from '../protocol/operations.js';
import { Order } from './order.js';
import type { Command } from './output.js';
import { alone, placeOf } from './place.js';
import { Slots } from './slots.js';

/** Where a binding sends to. */
export interface OutputTarget {
  /** Names the service and hub: items of targets with one key keep their order. */
  readonly key: string;
  readonly perform: Perform;
}

/** An item that was accepted, beside what it means. */
export interface Accepted {
  readonly item: unknown;
  readonly operation: Command;
}

/** How many operations of one service and hub may be under way together. */
const underWayLimit = 32;

/** Sends accepted items to one service and hub: in order as far as anyone can tell, and never too many at once. */
export class Sender {
  readonly #perform: Perform;
  readonly #signal: AbortSignal | undefined;
  readonly #slots = new Slots(underWayLimit);
  readonly #order = new Order();

  constructor(perform: Perform, signal?: AbortSignal) {
    this.#perform = perform;
    this.#signal = signal;
  }

  /** One flush: an item whose predecessor in it failed is skipped. Resolves to what did not arrive, in the order added. */
  async send(items: readonly Accepted[]): Promise<readonly OutputFailure[]> {
    const [first, second] = items;
    const failures: OutputFailure[] = [];
    if (first !== undefined && second === undefined) {
      // Nothing in its flush can fail before it, so it need not stand apart from other flushes.
      await this.#order.follow(placeOf(first.operation), async () => {
        const failure = await this.#deliver(first);
        if (failure) failures.push(failure);
        return true;
      });
    } else {
      await this.#order.follow(alone, async () => {
        failures.push(...(await this.#deliverAll(items)));
        return true;
      });
    }
    return failures;
  }

  async #deliverAll(items: readonly Accepted[]): Promise<readonly OutputFailure[]> {
    const order = new Order();
    const failures = new Map<number, OutputFailure>();
    const deliveries = items.map((accepted, index) =>
      order.follow(placeOf(accepted.operation), async (isClear) => {
        const failure = isClear ? await this.#deliver(accepted) : this.#leaveOut(accepted);
        if (failure) failures.set(index, failure);
        return failure === undefined || failure.outcome === 'absent';
      }),
    );
    await Promise.all(deliveries);
    return [...failures].sort(([left], [right]) => left - right).map(([, failure]) => failure);
  }

  #deliver(accepted: Accepted): Promise<OutputFailure | undefined> {
    return this.#slots.use(() => this.#attempt(accepted));
  }

  async #attempt(accepted: Accepted): Promise<OutputFailure | undefined> {
    if (this.#signal?.aborted) return this.#leaveOut(accepted);
    const { item, operation } = accepted;
    try {
      await this.#perform(operation, this.#signal ? { signal: this.#signal } : {});
      return undefined;
    } catch (reason) {
      return { item, outcome: isAbsence(operation, reason) ? 'absent' : 'failed', reason };
    }
  }

  #leaveOut({ item }: Accepted): OutputFailure {
    return { item, outcome: this.#signal?.aborted ? 'discarded' : 'skipped' };
  }
}

// A user or connection that is to be added to a group may have left in the meantime; the service says 404.
function isAbsence(operation: Command, reason: unknown): boolean {
  if (operation.name !== 'addUserToGroup' && operation.name !== 'addConnectionToGroup') return false;
  return typeof reason === 'object' && reason !== null && 'statusCode' in reason && reason.statusCode === 404;
}
