import { createSecretKey } from 'node:crypto';
import type { WebPubSubServiceClient, WebPubSubServiceClientOptions } from '@azure/web-pubsub';
import { systemClock } from '../clock.js';
import type { Clock } from '../clock.js';
import type { Perform } from '../protocol/operations.js';
import type { IdentityConnection, ServiceConnection } from './connections.js';
import { createCredential } from './credentials.js';
import type { TokenCredential } from './credentials.js';
import { createPerform } from './perform.js';
import { RecentlyUsed } from './recently-used.js';
import { type RepeatOptions, repeatPolicy } from './repeat-policy.js';
import { reverseProxyPolicy, throughProxy } from './reverse-proxy.js';
import { signAgain, tokenTimePolicy } from './token-time.js';

/** How many hubs of one service an app surely calls without making a client anew. A request may name any hub, and a client takes 11 KB. */
const hubLimit = 100;

export interface ServiceClientsOptions {
  readonly repeat?: RepeatOptions;
  /** Makes the credential of a connection by identity; default: with @azure/identity. */
  readonly credential?: typeof createCredential;
  /** Default: the machine's. The SDK makes its tokens by that one; by any other they are signed again. */
  readonly clock?: Clock;
}

/**
 * The SDK clients of an app, one for each connection and hub, made at first use: importing the SDK takes a third of a second. They live as
 * long as the object of their connection: one with another key has other clients.
 */
export class ServiceClients {
  readonly #options: ServiceClientsOptions;
  // One that is let go of while a call is under way finishes that call: nothing hangs on its being found again.
  readonly #clients = new WeakMap<ServiceConnection, RecentlyUsed<Promise<WebPubSubServiceClient>>>();
  readonly #credentials = new WeakMap<ServiceConnection, Promise<TokenCredential>>();

  constructor(options: ServiceClientsOptions = {}) {
    this.#options = options;
  }

  /** The SDK client itself. */
  client(connection: ServiceConnection, hub: string): Promise<WebPubSubServiceClient> {
    const clients = remembered(this.#clients, connection, () => new RecentlyUsed(hubLimit));
    return clients.get(hub, () => this.#create(connection, hub));
  }

  /** Runs operations against a hub; nothing is loaded before the first one. */
  perform(connection: ServiceConnection, hub: string): Perform {
    return async (operation, options) => createPerform(await this.client(connection, hub))(operation, options);
  }

  /** A token that the SDK made for clients, in the time of the clock. A service that is asked for tokens has its own time. */
  async inTime(connection: ServiceConnection, token: string): Promise<string> {
    const { clock = systemClock } = this.#options;
    if (clock === systemClock || connection.identity !== undefined) return token;
    return signAgain(token, connection.accessKeys[0], clock);
  }

  async #create(connection: ServiceConnection, hub: string): Promise<WebPubSubServiceClient> {
    const { AzureKeyCredential, WebPubSubServiceClient } = await import('@azure/web-pubsub');
    const credential =
      connection.identity === undefined
        ? new AzureKeyCredential(keyForSigning(connection.accessKeys[0]))
        : await this.#credential(connection);
    const options = clientOptions(connection, this.#options);
    return new WebPubSubServiceClient(connection.endpoint, credential, hub, options);
  }

  // One for all hubs: it keeps the token that it got.
  #credential(connection: IdentityConnection): Promise<TokenCredential> {
    const { credential: create = createCredential } = this.#options;
    return remembered(this.#credentials, connection, () => create(connection.name, connection.identity.credential));
  }
}

function remembered<K extends object, V>(map: WeakMap<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function clientOptions(
  connection: ServiceConnection,
  { repeat, clock = systemClock }: ServiceClientsOptions,
): WebPubSubServiceClientOptions {
  const { endpoint, reverseProxyEndpoint } = connection;
  const policies = [
    repeatPolicy({ clock, ...repeat }),
    ...(clock === systemClock || connection.identity !== undefined
      ? []
      : [tokenTimePolicy(connection.accessKeys[0], clock)]),
    ...(reverseProxyEndpoint === undefined ? [] : [reverseProxyPolicy(reverseProxyEndpoint)]),
  ];
  return {
    allowInsecureConnection: throughProxy(endpoint, reverseProxyEndpoint).startsWith('http:'),
    // The SDK's own repetition would send a POST again whose answer was lost: ours takes its place, around each attempt.
    retryOptions: { maxRetries: 0 },
    additionalPolicies: policies.map((policy) => ({ policy, position: 'perRetry' })),
  };
}

// The SDK signs a token for every call and hands its key to jsonwebtoken as it is. From a text, that makes a key object anew
// each time, which takes longer than everything else about a call; the cast gives it the object.
function keyForSigning(accessKey: string): string {
  return createSecretKey(accessKey, 'utf8') as unknown as string;
}
