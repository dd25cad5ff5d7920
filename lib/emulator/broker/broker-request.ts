import type { AckError, ClientFrame, ClientFrameOf } from '../../protocol/frames.js';
import type { Broker } from './broker.js';
import type { Connection } from './connection.js';

/** Does what a frame asks of the broker; what it returns is why it may not. */
export type BrokerRequest<T extends ClientFrame['type']> = (
  broker: Broker,
  connection: Connection,
  frame: ClientFrameOf<T>,
) => AckError | undefined;

/** Requests by the type of their frame. */
export type BrokerRequests<T extends ClientFrame['type']> = { readonly [K in T]: BrokerRequest<K> };
