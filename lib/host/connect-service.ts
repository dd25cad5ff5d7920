import type { ClientAccessOptions } from '../invocation/services.js';
import { readOptions, rules } from '../metadata/options.js';
import type { OptionRules } from '../metadata/options.js';
import { defaultConnection } from '../metadata/service-bindings.js';
import type { WebPubSubServer } from '../outputs/web-pubsub-server.js';
import type { ClientAccess } from '../protocol/client-access.js';
import { createSettings } from '../service/settings.js';
import { completeOptions } from './host-options.js';
import type { HostOptions } from './host-options.js';
import { LiveCalls } from './live-calls.js';
import { ServiceCalls } from './service-calls.js';
import { ServiceRegistry } from './service-registry.js';

/** Where the connection to a service comes from. */
export interface ConnectServiceOptions extends Pick<HostOptions, 'settings'> {
  /** Name of the setting that holds the connection. Default `WebPubSubConnectionString`. */
  readonly connection?: string;
}

/** A service, called from a program that has no functions. */
export interface ConnectedService {
  /** For example `https://my-service.webpubsub.azure.com`. */
  readonly endpoint: string;
  /** Whether it is called by an identity of Entra, and not with an access key. */
  readonly isByIdentity: boolean;
  /** Operations on a hub, each sent at once. Default: the hub of the setting `WebPubSubHub`. */
  server(hub?: string): WebPubSubServer;
  /** What a client connects with, as `@WebPubSubConnection` has it; values are taken as they are. */
  getClientAccess(hub?: string, options?: ClientAccessOptions): Promise<ClientAccess>;
  /** Ends the calls that are still under way. */
  close(): void;
}

const owner = 'connectService()';
const optionRules: OptionRules = {
  // Settings are judged when they are read.
  settings: { accepts: () => true, expected: 'settings' },
  connection: rules.text,
};

/**
 * Connects to a service from a script, a timer or a queue that has no app: with the settings that `bootstrap` would read. Nothing is sent yet.
 * @throws ConfigurationError when the setting is missing or holds no connection.
 *
 * @example
 * await connectService().server('chathub').sendToAll('The sale has begun.');
 */
export function connectService(options: ConnectServiceOptions = {}): ConnectedService {
  const { settings, connection = defaultConnection } = readOptions(options, optionRules, 'connectService', owner);
  const setting = createSettings({ settings });
  const watched = typeof settings === 'function' ? settings : undefined;
  const registry = new ServiceRegistry({ setting, watched }, []);
  const { endpoint, identity } = registry.connection(connection, owner);
  const liveCalls = new LiveCalls();
  const { messageLimit } = completeOptions({});
  const calls = new ServiceCalls({ setting, registry, definitions: [], liveCalls, messageLimit });
  const abort = new AbortController();
  return {
    endpoint,
    isByIdentity: identity !== undefined,
    server: (hub) => calls.server(connection, calls.place(hub, owner).hub, abort.signal),
    getClientAccess: async (hub, access = {}) =>
      calls.clientAccess(connection, calls.place(hub, owner).hub, access, abort.signal),
    close: () => abort.abort(),
  };
}
