import type { FunctionDefinition, ParameterBinding } from '../metadata/definition.js';
import { defaultConnection } from '../metadata/service-bindings.js';

/** A connection that a function needs. */
export interface NeededConnection {
  /** Name of the setting. */
  readonly name: string;
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
    const called = bindings.flatMap((binding) => namesOf(binding, verify));
    const accepted = trigger.kind === 'event' && verify ? acceptedBy(trigger.connections) : [];
    return [...accepted, ...called].map((name) => ({ name, where }));
  });
}

function namesOf(binding: ParameterBinding, verify: boolean): readonly string[] {
  switch (binding.kind) {
    case 'trigger':
    case 'part':
      return [];
    case 'output':
    case 'connection':
      return [binding.connection];
    case 'serviceRequest':
      return verify ? acceptedBy(binding.connections) : [];
  }
}

/** The connections whose events a trigger accepts: its own list, else the default. */
export function acceptedBy(connections: readonly string[]): readonly string[] {
  return connections.length > 0 ? connections : [defaultConnection];
}
