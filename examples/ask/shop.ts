import {
  BadRequestError,
  HttpTrigger,
  Hub,
  WebPubSubConnection,
  WebPubSubTrigger,
  type UserEventContext,
} from 'web-pubsub-bindings';
import { UnknownItemError } from './unknown-item.js';

/** Asks whoever knows how many there are, which takes its time; it may end when `signal` is aborted. */
export type CountStock = (item: string, signal: AbortSignal) => Promise<number>;

const prices: ReadonlyMap<string, number> = new Map([
  ['apple', 2],
  ['pear', 3],
]);

/** Answers questions. Each is a user event like any other; what a method returns or throws reaches the one who asked, and nobody else. */
@Hub('shop')
export class Shop {
  readonly #countStock: CountStock;

  constructor(countStock: CountStock) {
    this.#countStock = countStock;
  }

  @HttpTrigger({ methods: ['get'] })
  negotiate(@WebPubSubConnection() connection: WebPubSubConnection) {
    return connection;
  }

  /** What so many cost. */
  @WebPubSubTrigger()
  price({ data }: UserEventContext<unknown>) {
    const { item, quantity } = readOrder(data);
    const price = prices.get(item);
    if (price === undefined) throw new UnknownItemError(item);
    return { total: price * quantity };
  }

  /** How many there are. Other questions of the same client are answered in the meantime. */
  @WebPubSubTrigger()
  async stock({ data, signal }: UserEventContext<unknown>) {
    const { item } = readOrder({ quantity: 1, ...membersOf(data) });
    return { available: await this.#countStock(item, signal) };
  }
}

interface Order {
  readonly item: string;
  readonly quantity: number;
}

function readOrder(data: unknown): Order {
  const { item, quantity } = membersOf(data);
  if (typeof item !== 'string') throw new BadRequestError('"item" is a text.');
  if (!Number.isInteger(quantity) || (quantity as number) < 1)
    throw new BadRequestError('"quantity" is a whole number from 1.');
  return { item, quantity: quantity as number };
}

function membersOf(data: unknown): Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null ? { ...data } : {};
}
