import type { OutputTarget } from '../outputs/sender.js';
import type { WebPubSubServer } from '../outputs/web-pubsub-server.js';
import type { ClientProtocol } from '../protocol/client-url.js';
import type { ClientAccess } from '../protocol/client-access.js';

/** What a client is to be given access to. */
export interface ClientAccessOptions {
  /** Default: an anonymous client. */
  readonly userId?: string;
  /** What it may do, such as `webpubsub.sendToGroup.lobby`. Default: nothing. */
  readonly roles?: readonly string[];
  /** The groups that it begins in. Default: none. */
  readonly groups?: readonly string[];
  /** Default 60. */
  readonly expiresInMinutes?: number;
  /** Default `default`. */
  readonly clientProtocol?: ClientProtocol;
  /** A token that the caller made; it is checked and used as it is. */
  readonly accessToken?: string;
}

/** The services of a host, by the name of the setting that holds their connection. */
export interface Services {
  target(connection: string, hub: string): OutputTarget;
  /** The signal ends its calls. */
  server(connection: string, hub: string, signal: AbortSignal): WebPubSubServer;
  /** A service that is connected by identity is asked for the token; the signal ends that. */
  clientAccess(
    connection: string,
    hub: string,
    options: ClientAccessOptions,
    signal: AbortSignal,
  ): Promise<ClientAccess>;
}
