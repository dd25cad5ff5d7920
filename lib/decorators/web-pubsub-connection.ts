import { readPlace } from '../metadata/place.js';
import type { ConnectionOptions } from '../metadata/records.js';
import { addRecord } from '../metadata/store.js';
import type { ClientAccess } from '../protocol/client-access.js';
import type { Binds } from './defined.js';
import type { FitsConnection, MemberName, Method, Placed } from './fit.js';

/** Stands on a parameter that takes a `WebPubSubConnection`, or on a method that returns nothing. */
export type ConnectionDecoration = (<T, const K extends MemberName, I extends number = never, M extends Method = never>(
  target: T & FitsConnection<T, K, I, M>,
  member: K,
  place: Placed<I, M>,
) => void) &
  Binds<WebPubSubConnection>;

/** What a client needs to connect: `{ baseUrl, url, accessToken }`. */
export interface WebPubSubConnection extends ClientAccess {}

/**
 * Hands a client its URL and token. On a parameter it is the `WebPubSubConnection`; on a method it becomes the HTTP answer.
 *
 * @example
 * \@HttpTrigger()
 * login(\@WebPubSubConnection({ userId: '{query.userid}' }) connection: WebPubSubConnection) {
 *   return connection;
 * }
 */
export function WebPubSubConnection(options: ConnectionOptions = {}): ConnectionDecoration {
  return (...args) => {
    addRecord(readPlace('@WebPubSubConnection', args, ['method', 'parameter']), { kind: 'connection', options });
  };
}
