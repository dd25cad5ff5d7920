import { systemClock } from '../clock.js';
import type { Clock } from '../clock.js';
import { FunctionIndex } from '../invocation/function-index.js';
import type { InvocationHost } from '../invocation/host.js';
import type { Scope } from '../metadata/scope.js';
import { createSettings } from '../service/settings.js';
import { connectionsOf } from './connections.js';
import { defineFunctions, readControllers } from './controllers.js';
import { defaultEventPath, EventPath } from './event-path.js';
import { refuseHiddenRoutes } from './hidden-routes.js';
import { isHttpFunction, toFunctionInfo } from './function-info.js';
import type { FunctionInfo, HttpFunction } from './function-info.js';
import { functionKeysOf } from './function-keys.js';
import { completeOptions } from './host-options.js';
import type { HostOptions } from './host-options.js';
import { Instances } from './instances.js';
import { LiveCalls } from './live-calls.js';
import { LiveInvocations } from './live-invocations.js';
import { openUserIds } from './open-user-ids.js';
import { Outside } from './outside.js';
import { createReporter } from './reporting.js';
import { withSlash } from './route-prefix.js';
import { untriggeredEvents } from './untriggered-events.js';
import { ServiceCalls } from './service-calls.js';
import { ServiceRegistry } from './service-registry.js';
import type { PerformFor } from './service-registry.js';
import { stderrLogger } from '../service/stderr-logger.js';

/** Controllers, settings and options put together; what a host runs on. */
export interface Assembly {
  readonly functions: readonly FunctionInfo[];
  /** HTTP functions by name. */
  readonly http: ReadonlyMap<string, HttpFunction>;
  readonly eventPath: EventPath;
  /** Of HTTP functions: a slash in front, none at the end; empty for none. */
  readonly routePrefix: string;
  readonly invocations: InvocationHost;
  readonly outside: Outside;
}

/** What whoever makes a host gives beside the user's options. */
export interface AssemblyParts {
  /** Before every path. */
  readonly pathPrefix: string;
  /** Runs operations in the place of a service; for tests. */
  readonly perform?: PerformFor | undefined;
  /** Told of all work that functions leave to `waitUntil`, with their names; for tests. */
  readonly onWork?: ((work: Promise<unknown>, name: string) => void) | undefined;
  /** Told of whatever a request was answered by in the place of what a function returned, with any status; for tests. */
  readonly onThrown?: ((error: unknown) => void) | undefined;
  /** The time of deadlines, pauses and tokens. Default: that of the machine. */
  readonly clock?: Clock | undefined;
}

/**
 * Puts a host together from options.
 * @throws ConfigurationError for whatever cannot mean anything: options, decorators, settings, connections.
 */
export function assemble(
  given: HostOptions,
  { pathPrefix, perform, onWork, onThrown, clock = systemClock }: AssemblyParts,
): Assembly {
  const options = completeOptions(given);
  const setting = createSettings({ settings: options.settings });
  const trustsPrincipal = options.trustClientPrincipal ?? setting('WEBSITE_AUTH_ENABLED')?.toLowerCase() === 'true';
  const scope: Scope = { setting, trustsPrincipal };
  const controllers = readControllers(options.controllers, options.functions);
  const definitions = defineFunctions(controllers, scope);
  const reporter = createReporter({ ...options, log: options.log ?? stderrLogger });
  const registry = new ServiceRegistry(
    {
      ...scope,
      watched: typeof options.settings === 'function' ? options.settings : undefined,
      onProblem: (err, name) =>
        reporter.log.error({ err }, `settings() gave no usable connection ${name}; the one before stays in use.`),
    },
    options.origins,
    { perform, clock },
  );
  for (const needed of connectionsOf(definitions, options.verify)) registry.require(needed);
  for (const open of openUserIds(definitions, { trustsPrincipal })) {
    reporter.log.warn(
      { ...open },
      `${open.where} takes the user id of its clients from ${open.expression}, which any caller can write: anybody can be anybody. Unless that is meant, let middleware say who it is, and write {state.user.sub}.`,
    );
  }
  for (const { where } of untriggeredEvents(definitions)) {
    reporter.log.warn(
      { where },
      `${where} is named as an event of the service and has no trigger, so nothing runs it. Put @WebPubSubTrigger() on it, or give it another name.`,
    );
  }
  const liveCalls = new LiveCalls();
  const calls = new ServiceCalls({
    ...{ ...scope, registry, definitions, liveCalls, messageLimit: options.messageLimit },
    // Also where the caller awaits the call and decides about it, for that cannot be seen; hence no error.
    onCallFailure: (err, hub) =>
      reporter.log.warn({ hub, err }, 'A call by getWebPubSubServer() or host.server() failed.'),
  });
  const instances = new Instances(controllers.instances, options.resolve);
  const live = new LiveInvocations();
  const { use, invocationTimeout: timeout, queueLimit, messageLimit, closeTimeout } = options;
  const invocations: InvocationHost = {
    index: new FunctionIndex(definitions),
    services: calls,
    functionKeys: functionKeysOf(definitions, scope),
    limits: { bodyLimit: options.bodyLimit, statesLimit: options.states?.limit ?? 8_192 },
    statesEncoding: options.states?.encoding ?? 'json',
    ...{ use, reporter, onThrown, trustsPrincipal },
    verifier: (connections) => (options.verify ? registry.verifier(connections) : undefined),
    instanceOf: (definition, context) => instances.of(definition, context),
    begin: (details) => live.begin({ ...details, reporter, clock, timeout, queueLimit, messageLimit, onWork }),
  };
  const eventPath = new EventPath(pathPrefix + (options.eventPath ?? defaultEventPath));
  const routePrefix = withSlash(options.routePrefix ?? '');
  refuseHiddenRoutes(definitions, { eventPath, routePrefix: pathPrefix + routePrefix });
  return {
    functions: definitions.map((definition) =>
      toFunctionInfo(definition, { eventPath, routePrefix: pathPrefix + routePrefix }),
    ),
    http: new Map(definitions.filter(isHttpFunction).map((definition) => [definition.name, definition])),
    ...{ eventPath, routePrefix, invocations },
    outside: new Outside({ calls, liveCalls, invocations: live, reporter, clock, messageLimit, closeTimeout }),
  };
}
