import type { GenerateClientTokenOptions, WebPubSubServiceClient } from '@azure/web-pubsub';
import type { ClientAccess } from '../protocol/client-access.js';
import type { ClientProtocol } from '../protocol/client-url.js';
import type { ServiceClients } from './clients.js';
import type { ServiceConnection } from './connections.js';
import { throughProxy } from './reverse-proxy.js';

/** What a client's token says. */
export interface ClientAccessOptions {
  /** Default: an anonymous client. */
  readonly userId?: string | undefined;
  /** What it may do, such as `webpubsub.sendToGroup.lobby`. Default: nothing. */
  readonly roles?: readonly string[] | undefined;
  /** The groups that it begins in. Default: none. */
  readonly groups?: readonly string[] | undefined;
  /** Default: the SDK's, one hour. */
  readonly expiresInMinutes?: number | undefined;
  /** Default `default`. */
  readonly clientProtocol?: ClientProtocol | undefined;
  /** Ends the request, where there is one. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes the URL and token with which one client connects. With an access key it is signed here, without a request; a connection by identity
 * asks the service for it.
 */
export async function createClientAccess(
  clients: ServiceClients,
  connection: ServiceConnection,
  hub: string,
  options: ClientAccessOptions = {},
): Promise<ClientAccess> {
  const client: WebPubSubServiceClient = await clients.client(connection, hub);
  const { baseUrl, token } = await makeToken(client, options);
  const accessToken = await clients.inTime(connection, token);
  const reachable = throughProxy(baseUrl, connection.reverseProxyEndpoint);
  return { baseUrl: reachable, url: `${reachable}?access_token=${accessToken}`, accessToken };
}

async function makeToken(client: WebPubSubServiceClient, options: ClientAccessOptions) {
  try {
    return await client.getClientAccessToken(tokenOptions(options));
  } catch (error) {
    // The SDK says only that something ended it.
    options.signal?.throwIfAborted();
    throw error;
  }
}

function tokenOptions(options: ClientAccessOptions): GenerateClientTokenOptions {
  const { userId, roles, groups, expiresInMinutes, clientProtocol, signal } = options;
  return {
    ...(userId !== undefined && { userId }),
    ...(roles && { roles: [...roles] }),
    ...(groups && { groups: [...groups] }),
    ...(expiresInMinutes !== undefined && { expirationTimeInMinutes: expiresInMinutes }),
    ...(clientProtocol && { clientProtocol }),
    ...(signal && { abortSignal: signal }),
  };
}
