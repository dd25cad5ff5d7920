import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { ClientProtocol } from '../protocol/client-url.js';
import type { EventType } from '../protocol/event-type.js';
import type { AnyMiddleware, ControllerClass, Member, RouteMiddleware, TriggerClients } from './records.js';
import type { Template } from './template.js';

/** The event that starts a function. */
export interface EventTrigger {
  readonly kind: 'event';
  readonly hub: string;
  readonly eventType: EventType;
  readonly eventName: string;
  readonly clientProtocols: TriggerClients;
  /** Settings that hold the accepted connections; empty: the default connection. */
  readonly connections: readonly string[];
}

/** The HTTP request that starts a function. */
export interface HttpRoute {
  readonly kind: 'http';
  /** Upper case. */
  readonly methods: readonly string[];
  /** Begins with a slash; parameters in braces: `/users/{id}`. */
  readonly route: string;
  readonly parameters: readonly string[];
  readonly authLevel: 'anonymous' | 'function';
  readonly use: readonly RouteMiddleware[];
}

export interface OutputBinding {
  readonly kind: 'output';
  readonly hub: Template;
  readonly connection: string;
  readonly flush: 'end' | 'each';
}

export interface ConnectionBinding {
  readonly kind: 'connection';
  readonly hub: Template;
  readonly connection: string;
  readonly userId?: Template;
  readonly accessToken?: Template;
  readonly roles: readonly Template[];
  readonly groups: readonly Template[];
  readonly expiresInMinutes?: number;
  readonly clientProtocol: ClientProtocol;
}

/** A raw service request on an HTTP route of the user's own. */
export interface ServiceRequestBinding {
  readonly kind: 'serviceRequest';
  readonly connections: readonly string[];
}

/** One part of the context, or whatever else is read from it. */
export interface PartBinding {
  readonly kind: 'part';
  /** The decorator, for messages. */
  readonly name: string;
  readonly read: (context: never) => unknown;
  readonly schema?: StandardSchemaV1;
}

export type ParameterBinding =
  { readonly kind: 'trigger' } | OutputBinding | ConnectionBinding | ServiceRequestBinding | PartBinding;

/** One annotated method, judged and complete: all that running it needs. */
export interface FunctionDefinition {
  /** `@FunctionName`, else `Class.method`. */
  readonly name: string;
  /** `Class.method`, for messages. */
  readonly where: string;
  readonly controller: ControllerClass;
  readonly method: Member;
  /** The hub of the event, of `@Hub` or of the setting `WebPubSubHub`; where calls go that name no other. */
  readonly hub: string | undefined;
  readonly trigger: EventTrigger | HttpRoute;
  /** One for each parameter, in order. */
  readonly parameters: readonly ParameterBinding[];
  /** What `@WebPubSub` on the method says: the return value is sent. */
  readonly returned?: OutputBinding;
  /** What `@WebPubSubConnection` on the method says: its value is the HTTP answer. */
  readonly answered?: ConnectionBinding;
  /** Of the class first, then of the method. */
  readonly use: readonly AnyMiddleware[];
}
