import type { FunctionDefinition, HttpRoute } from '../metadata/definition.js';
import type { TriggerClients } from '../metadata/records.js';
import type { EventType } from '../protocol/event-type.js';
import type { EventPath } from './event-path.js';

/** A function that answers an event. */
export interface EventFunctionInfo {
  readonly kind: 'event';
  /** What it is called in messages and logs. */
  readonly name: string;
  readonly hub: string;
  readonly eventType: EventType;
  /** The event's name. */
  readonly event: string;
  /** Whose events it answers. */
  readonly clientProtocols: TriggerClients;
  /** The path that the service posts the event to. */
  readonly route: string;
}

/** A function that answers an HTTP request. */
export interface HttpFunctionInfo {
  readonly kind: 'http';
  /** What it is called in messages and logs. */
  readonly name: string;
  /** In upper case. */
  readonly methods: readonly string[];
  /** With the route prefix; parameters in braces. */
  readonly route: string;
}

/** A function as its users see it: its name and what starts it; `kind` tells of which kind it is. */
export type FunctionInfo = EventFunctionInfo | HttpFunctionInfo;

export type HttpFunction = FunctionDefinition & { readonly trigger: HttpRoute };

export function isHttpFunction(definition: FunctionDefinition): definition is HttpFunction {
  return definition.trigger.kind === 'http';
}

export interface PathOptions {
  readonly eventPath: EventPath;
  /** Of HTTP functions, with its slash and without one at the end; empty for none. */
  readonly routePrefix: string;
}

/** What users see of a function: its name and what starts it. */
export function toFunctionInfo(
  { name, trigger }: FunctionDefinition,
  { eventPath, routePrefix }: PathOptions,
): FunctionInfo {
  if (trigger.kind === 'http')
    return { kind: 'http', name, methods: trigger.methods, route: routeOf(routePrefix, trigger) };
  const { hub, eventType, eventName, clientProtocols } = trigger;
  return { kind: 'event', name, hub, eventType, event: eventName, clientProtocols, route: eventPath.of(hub) };
}

/** The path of an HTTP function behind a prefix; an empty route is the prefix itself. */
export function routeOf(prefix: string, { route }: HttpRoute): string {
  return route === '/' && prefix !== '' ? prefix : prefix + route;
}
