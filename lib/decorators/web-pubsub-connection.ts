import { readPlace } from '../metadata/place.js';
import type { ConnectionOptions } from '../metadata/records.js';
import { addRecord } from '../metadata/store.js';
import type { ClientAccess } from '../protocol/client-access.js';
import type { Binds } from './defined.js';
import type { FitsConnection, MemberName, Method, Placed } from './fit.js';

export type ConnectionDecoration = (<T, const K extends MemberName, I extends number = never, M extends Method = never>(
  target: T & FitsConnection<T, K, I, M>,
  member: K,
  place: Placed<I, M>,
) => void) &
  Binds<ClientAccess>;

/** What a client needs to connect: `{ baseUrl, url, accessToken }`. */
export type WebPubSubConnection = ClientAccess;

/**
 * Hands a client its URL and token. On a parameter it is the {@link WebPubSubConnection}; on a method it becomes the HTTP answer.
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
