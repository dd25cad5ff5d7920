import { createError } from '../errors.js';
import { answerEvent } from '../invocation/answer-event.js';
import { answerHttp } from '../invocation/answer-http.js';
import { encodeFailure } from '../invocation/encode-event.js';
import { encodeHttpFailure } from '../invocation/http-answer.js';
import { pathOf } from '../invocation/request.js';
import type { HostRequest, HostResponse } from '../invocation/request.js';
import type { RouteMiddleware } from '../metadata/records.js';
import type { AsyncCollector } from '../outputs/async-collector.js';
import type { WebPubSubServer } from '../outputs/web-pubsub-server.js';
import { readsBody } from './body-readers.js';
import { assemble } from './assemble.js';
import type { Assembly, AssemblyParts } from './assemble.js';
import { routeOf } from './function-info.js';
import type { FunctionInfo } from './function-info.js';
import type { HostOptions } from './host-options.js';

export type { BodyReader, HeaderPairs, HostRequest, HostResponse } from '../invocation/request.js';
export type { AssemblyParts } from './assemble.js';
export type { FunctionInfo } from './function-info.js';
export type { HostOptions } from './host-options.js';

/** Everything `bootstrap` found, and what an app needs of it outside of functions. */
export interface Host {
  /** The functions, in the order of the controllers. */
  readonly functions: readonly FunctionInfo[];
  /** The path to put into the service's event handler settings for a hub, a router's own prefix included. */
  eventHandlerPath(hub: string): string;
  /** Operations of the service on a hub, each sent at once. */
  server(hub?: string): WebPubSubServer;
  /** An output queue outside of an invocation (timers, queues, services): each item is sent as it is added. */
  collector(hub?: string): AsyncCollector;
  /** Answers one request, in no framework's words; a door such as `bootstrap` merely adapts it. Never rejects. */
  handle(request: HostRequest): Promise<HostResponse>;
  /**
   * Takes no more requests, waits for what is under way within `closeTimeout`, then ends it. What could not be sent is named in the log.
   */
  close(): Promise<void>;
  /** The same, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** One HTTP function, as a door's router has to know it. */
export interface DoorRoute {
  readonly functionName: string;
  readonly methods: readonly string[];
  /** With the route prefix, without the door's own; parameters in braces. */
  readonly route: string;
  /** Middleware of the door's own kind, as it was given to `@HttpTrigger`. */
  readonly use: readonly RouteMiddleware[];
  /** Whether an expression of its bindings reads the body; the handler may all the same. */
  readonly readsBody: boolean;
}

/** What a door needs beside the host to route requests to it. */
export interface Door {
  /** Whether a path is one that events are posted to. */
  isEventPath(path: string): boolean;
  /** Whether a URL is such a path, without a query, that events were posted to lately. */
  isKnownEventPath(url: string | undefined): boolean;
  /** Below the door's own prefix; `{hub}` is the hub. */
  readonly eventPath: string;
  readonly routes: readonly DoorRoute[];
}

/**
 * Makes a host for a door. `pathPrefix` stands before every path, as a router's own prefix does.
 * @throws ConfigurationError for whatever cannot mean anything: options, decorators, settings, connections.
 */
export function createHost(
  options: HostOptions,
  { pathPrefix = '', ...parts }: Partial<AssemblyParts> = {},
): { readonly host: Host; readonly door: Door } {
  const assembly = assemble(options, { pathPrefix, ...parts });
  const door: Door = {
    isEventPath: (path) => assembly.eventPath.match(path) !== undefined,
    isKnownEventPath: (url) => url !== undefined && assembly.eventPath.hasMatched(url),
    eventPath: assembly.eventPath.template.slice(pathPrefix.length),
    routes: [...assembly.http.values()].map((definition) => ({
      functionName: definition.name,
      methods: definition.trigger.methods,
      route: routeOf(assembly.routePrefix, definition.trigger),
      use: definition.trigger.use,
      readsBody: readsBody(definition),
    })),
  };
  return { host: new AssembledHost(assembly), door };
}

/** The host of one assembly of functions, services and limits. */
class AssembledHost implements Host {
  readonly functions: readonly FunctionInfo[];
  readonly #assembly: Assembly;
  #closing: Promise<void> | undefined;

  constructor(assembly: Assembly) {
    this.#assembly = assembly;
    this.functions = assembly.functions;
  }

  eventHandlerPath(hub: string): string {
    return this.#assembly.eventPath.of(hub);
  }

  server(hub?: string): WebPubSubServer {
    return this.#assembly.outside.server(hub);
  }

  collector(hub?: string): AsyncCollector {
    return this.#assembly.outside.collector(hub);
  }

  async handle(request: HostRequest): Promise<HostResponse> {
    if (this.#closing !== undefined) return this.#refuse(request, createError('WPS_HOST_CLOSED', {}));
    try {
      return await this.#answer(request);
    } catch (error) {
      // Only a request that no door could have made gets here.
      this.#assembly.invocations.reporter.failed(error, { function: 'host.handle' });
      return this.#refuse(request, error);
    }
  }

  #answer(request: HostRequest): HostResponse | Promise<HostResponse> {
    const { eventPath, http, invocations } = this.#assembly;
    const { matched } = request;
    if (matched === undefined) {
      const match = eventPath.match(pathOf(request.url));
      return match === undefined
        ? this.#refuse(request, notFound(request))
        : answerEvent(request, match.hub, invocations);
    }
    const definition = http.get(matched.functionName);
    if (definition === undefined) return this.#refuse(request, notFound(request));
    return answerHttp(request, { definition, params: matched.params, principal: request.principal }, invocations);
  }

  /** An HTTP function fails with a problem document, an event with text. */
  #refuse(request: HostRequest, error: unknown): HostResponse {
    this.#assembly.invocations.onThrown?.(error);
    return request.matched === undefined ? encodeFailure(error) : encodeHttpFailure(error);
  }

  close(): Promise<void> {
    this.#closing ??= this.#assembly.outside.close();
    return this.#closing;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

function notFound(request: HostRequest): Error {
  const event = `${request.method} ${pathOf(request.url)}`;
  return createError('WPS_FUNCTION_NOT_FOUND', { event, instead: 'Nothing has this path.' });
}
