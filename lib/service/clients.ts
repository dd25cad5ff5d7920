import { createSecretKey } from 'node:crypto';
import type { WebPubSubServiceClient, WebPubSubServiceClientOptions } from '@azure/web-pubsub';
import { systemClock } from '../clock.js';
import type { Clock } from '../clock.js';
import type { Perform } from '../protocol/operations.js';
import { CallTokens, useCallTokens } from './call-tokens.js';
import type { IdentityConnection, KeyConnection, ServiceConnection } from './connections.js';
import { createCredential } from './credentials.js';
import type { TokenCredential } from './credentials.js';
import { createPerform } from './perform.js';
import { RecentlyUsed } from './recently-used.js';
import { type RepeatOptions, repeatPolicy } from './repeat-policy.js';
import { reverseProxyPolicy, throughProxy } from './reverse-proxy.js';
import { signAgain } from './token-time.js';
import { Transport } from './transport.js';

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
  readonly #tokens = new WeakMap<ServiceConnection, CallTokens>();
  readonly #transport = new Transport();

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
    const options = { ...clientOptions(connection, this.#options), httpClient: this.#transport };
    if (connection.identity !== undefined) {
      return new WebPubSubServiceClient(connection.endpoint, await this.#credential(connection), hub, options);
    }
    const credential = new AzureKeyCredential(keyForSigning(connection.accessKeys[0]));
    const client = new WebPubSubServiceClient(connection.endpoint, credential, hub, options);
    useCallTokens(client, this.#tokensOf(connection));
    return client;
  }

  // One for all hubs, so that their number is bounded.
  #tokensOf(connection: KeyConnection): CallTokens {
    const { clock = systemClock } = this.#options;
    return remembered(this.#tokens, connection, () => new CallTokens(connection.accessKeys[0], clock));
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
    ...(reverseProxyEndpoint === undefined ? [] : [reverseProxyPolicy(reverseProxyEndpoint)]),
  ];
  return {
    allowInsecureConnection: throughProxy(endpoint, reverseProxyEndpoint).startsWith('http:'),
    // The SDK's own repetition would send a POST again whose answer was lost: ours takes its place, around each attempt.
    retryOptions: { maxRetries: 0 },
    additionalPolicies: policies.map((policy) => ({ policy, position: 'perRetry' })),
  };
}

// The SDK hands its key to jsonwebtoken as it is, for each token of a client. From a text, that makes a key object anew each time, which
// takes thirty times as long as everything else about it; the cast gives it the object.
function keyForSigning(accessKey: string): string {
  return createSecretKey(accessKey, 'utf8') as unknown as string;
}
