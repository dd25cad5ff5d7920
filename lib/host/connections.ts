import type { FunctionDefinition, ParameterBinding } from '../metadata/definition.js';
import { defaultConnection } from '../metadata/service-bindings.js';

/** What a connection is needed for: to take its events, to call it, or to check with its key a token that a caller made. */
export type ConnectionUse = 'events' | 'calls' | 'callerTokens';

/** A connection that a function needs. */
export interface NeededConnection {
  /** Name of the setting. */
  readonly name: string;
  readonly use: ConnectionUse;
  /** The function, for messages. */
  readonly where: string;
}

/** Every connection the functions need: those they call, and those whose events they accept unless verification is off. */
export function connectionsOf(
  definitions: readonly FunctionDefinition[],
  verify: boolean,
): readonly NeededConnection[] {
  return definitions.flatMap(({ where, trigger, parameters, returned, answered }) => {
    const bindings = [...parameters, returned, answered].filter((binding) => binding !== undefined);
    const needs = bindings.flatMap((binding) => needsOf(binding));
    if (trigger.kind === 'event') needs.push(...eventsOf(trigger.connections));
    return needs.filter(({ use }) => verify || use !== 'events').map((need) => ({ ...need, where }));
  });
}

type Need = Omit<NeededConnection, 'where'>;

function needsOf(binding: ParameterBinding): readonly Need[] {
  switch (binding.kind) {
    case 'trigger':
    case 'part':
      return [];
    case 'output':
      return [{ name: binding.connection, use: 'calls' }];
    case 'connection':
      return [{ name: binding.connection, use: binding.accessToken === undefined ? 'calls' : 'callerTokens' }];
    case 'serviceRequest':
      return eventsOf(binding.connections);
  }
}

function eventsOf(connections: readonly string[]): readonly Need[] {
  return acceptedBy(connections).map((name) => ({ name, use: 'events' }));
}

/** The connections whose events a trigger accepts: its own list, else the default. */
export function acceptedBy(connections: readonly string[]): readonly string[] {
  return connections.length > 0 ? connections : [defaultConnection];
}
