import { createError } from '../errors.js';
import type { ClientAccessOptions, Services } from '../invocation/services.js';
import type { FunctionDefinition } from '../metadata/definition.js';
import { hubSetting, requireHubName } from '../metadata/scope.js';
import type { Scope } from '../metadata/scope.js';
import { defaultConnection } from '../metadata/service-bindings.js';
import type { OutputTarget } from '../outputs/sender.js';
import { WebPubSubServer } from '../outputs/web-pubsub-server.js';
import type { ClientAccess } from '../protocol/client-access.js';
import type { LiveCalls } from './live-calls.js';
import type { ServiceRegistry } from './service-registry.js';

export interface ServiceCallsOptions extends Scope {
  readonly registry: ServiceRegistry;
  readonly definitions: readonly FunctionDefinition[];
  readonly liveCalls: LiveCalls;
  readonly messageLimit: number;
  /** Told of every call of a server object that failed. */
  readonly onCallFailure?: (error: unknown, hub: string) => void;
}

/** Targets, servers and client access by connection and hub. None is kept: a request may name any hub, and they cost next to nothing. */
export class ServiceCalls implements Services {
  readonly #options: ServiceCallsOptions;

  constructor(options: ServiceCallsOptions) {
    this.#options = options;
  }

  target(connection: string, hub: string): OutputTarget {
    const key = JSON.stringify([connection, hub.toLowerCase()]);
    return { key, perform: this.#options.registry.perform(connection, hub) };
  }

  /** Its calls end with the signal, if there is one, and with the host. */
  server(connection: string, hub: string, signal?: AbortSignal): WebPubSubServer {
    if (hub === '') throw createError('WPS_HUB_MISSING', { where: 'getWebPubSubServer()' });
    requireHubName(hub, 'getWebPubSubServer()');
    const { messageLimit, onCallFailure, liveCalls, registry } = this.#options;
    return new WebPubSubServer(hub, liveCalls.watch(registry.perform(connection, hub)), {
      ...{ messageLimit, signal },
      onFailure: (error) => onCallFailure?.(error, hub),
    });
  }

  clientAccess(
    connection: string,
    hub: string,
    options: ClientAccessOptions,
    signal: AbortSignal,
  ): Promise<ClientAccess> {
    return this.#options.registry.clientAccess(connection, hub, { ...options, signal });
  }

  /**
   * The hub and connection that are meant outside of an invocation: the setting `WebPubSubHub` or the only hub of the functions, and the
   * connection that the hub's functions name first.
   * @throws ConfigurationError when no hub is named and there is not exactly one.
   */
  place(hub: string | undefined, where: string): { readonly hub: string; readonly connection: string } {
    const { definitions, setting } = this.#options;
    const hubs = new Set(definitions.map((definition) => definition.hub).filter((name) => name !== undefined));
    const meant = hub ?? (setting(hubSetting) || (hubs.size === 1 ? [...hubs][0] : undefined));
    if (meant === undefined) throw createError('WPS_HUB_MISSING', { where });
    const connections = definitions.flatMap(({ trigger }) =>
      trigger.kind === 'event' && trigger.hub.toLowerCase() === meant.toLowerCase() ? trigger.connections : [],
    );
    return { hub: requireHubName(meant, where), connection: connections[0] ?? defaultConnection };
  }
}
