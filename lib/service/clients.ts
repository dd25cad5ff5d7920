import { createSecretKey } from 'node:crypto';
import type { WebPubSubServiceClient, WebPubSubServiceClientOptions } from '@azure/web-pubsub';
import type { Perform } from '../protocol/operations.js';
import type { ServiceConnection } from './connections.js';
import { createPerform } from './perform.js';
import { RecentlyUsed } from './recently-used.js';
import { type RepeatOptions, repeatPolicy } from './repeat-policy.js';
import { reverseProxyPolicy, throughProxy } from './reverse-proxy.js';

/** How many hubs an app surely calls without making a client anew. A request may name any hub, and a client takes 11 KB. */
const hubLimit = 100;

/** The SDK clients of an app, one for each connection and hub, made at first use: importing the SDK takes a third of a second. */
export class ServiceClients {
  readonly #repeat: RepeatOptions;
  // One that is let go of while a call is under way finishes that call: nothing hangs on its being found again.
  readonly #clients = new RecentlyUsed<Promise<WebPubSubServiceClient>>(hubLimit);

  constructor(options: { readonly repeat?: RepeatOptions } = {}) {
    this.#repeat = options.repeat ?? {};
  }

  /** The SDK client itself. */
  client(connection: ServiceConnection, hub: string): Promise<WebPubSubServiceClient> {
    const key = JSON.stringify([connection.name, connection.endpoint, hub]);
    return this.#clients.get(key, () => createClient(connection, hub, this.#repeat));
  }

  /** Runs operations against a hub; nothing is loaded before the first one. */
  perform(connection: ServiceConnection, hub: string): Perform {
    return async (operation, options) => createPerform(await this.client(connection, hub))(operation, options);
  }
}

async function createClient(
  connection: ServiceConnection,
  hub: string,
  repeat: RepeatOptions,
): Promise<WebPubSubServiceClient> {
  const { AzureKeyCredential, WebPubSubServiceClient } = await import('@azure/web-pubsub');
  const credential = new AzureKeyCredential(keyForSigning(connection.accessKeys[0]));
  return new WebPubSubServiceClient(connection.endpoint, credential, hub, clientOptions(connection, repeat));
}

function clientOptions(connection: ServiceConnection, repeat: RepeatOptions): WebPubSubServiceClientOptions {
  const { endpoint, reverseProxyEndpoint } = connection;
  const policies = [
    repeatPolicy(repeat),
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
