import { FunctionIndex } from '../invocation/function-index.js';
import type { InvocationHost } from '../invocation/host.js';
import type { Services } from '../invocation/services.js';
import type { FunctionDefinition } from '../metadata/definition.js';
import { hubSetting, requireHubName } from '../metadata/scope.js';
import type { Scope } from '../metadata/scope.js';
import type { AsyncCollector } from '../outputs/async-collector.js';
import { HostOutputs } from '../outputs/host-outputs.js';
import type { WebPubSubServer } from '../outputs/web-pubsub-server.js';
import { createError } from '../errors.js';
import { acceptedBy, connectionsOf } from './connections.js';
import { defineFunctions, readControllers } from './controllers.js';
import { defaultEventPath, EventPath } from './event-path.js';
import { isHttpFunction, toFunctionInfo } from './function-info.js';
import type { FunctionInfo, HttpFunction } from './function-info.js';
import { functionKeysOf } from './function-keys.js';
import { completeOptions } from './host-options.js';
import type { CompleteOptions, HostOptions } from './host-options.js';
import { Instances } from './instances.js';
import { LiveInvocations } from './live-invocations.js';
import { createReporter } from './reporting.js';
import { ServiceRegistry } from './service-registry.js';
import { stderrLogger } from './stderr-logger.js';

/** Controllers, settings and options put together; what a host runs on. */
export interface Assembly {
  readonly functions: readonly FunctionInfo[];
  readonly eventPath: EventPath;
  readonly definitions: readonly FunctionDefinition[];
  readonly http: ReadonlyMap<string, HttpFunction>;
  readonly invocations: InvocationHost;
  server(hub: string | undefined): WebPubSubServer;
  collector(hub: string | undefined): AsyncCollector;
  close(): Promise<void>;
}

/** What a door adds to the user's options. */
export interface DoorOptions {
  /** Stands before every path, as a router's own prefix does. */
  readonly pathPrefix: string;
}

/**
 * Puts a host together from options.
 * @throws ConfigurationError for whatever cannot mean anything: options, decorators, settings, connections.
 */
export function assemble(given: HostOptions, { pathPrefix }: DoorOptions): Assembly {
  const options = completeOptions(given);
  const scope: Scope = { setting: createSettings({ settings: options.settings }) };
  const controllers = readControllers(options.controllers);
  const definitions = defineFunctions(controllers, scope);
  const registry = new ServiceRegistry({ ...scope, origins: options.origins });
  for (const { name, where } of connectionsOf(definitions, options.verify)) registry.require(name, where);

  const eventPath = new EventPath(pathPrefix + (options.eventPath ?? defaultEventPath));
  const routePrefix = pathPrefix + normalizePrefix(options.routePrefix);
  const reporter = createReporter({ ...options, log: options.log ?? stderrLogger });
  const calls = new ServiceCalls(registry, definitions, options.messageLimit);
  const live = new LiveInvocations();
  return {
    functions: definitions.map((definition) => toFunctionInfo(definition, { eventPath, routePrefix })),
    ...{ eventPath, definitions },
  };
}
