import { createError } from '../errors.js';
import type { EventTrigger, FunctionDefinition, HttpRoute } from './definition.js';

/**
 * Refuses two functions of one name, for one event (of the same client protocols) or for one route and method.
 * @throws ConfigurationError naming both.
 */
export function refuseDuplicates(definitions: readonly FunctionDefinition[]): void {
  const names = new Map<string, FunctionDefinition>();
  const keys = new Map<string, FunctionDefinition>();
  for (const definition of definitions) {
    claim(names, definition.name, definition, (first) =>
      createError('WPS_DUPLICATE_NAME', { first: first.where, second: definition.where, name: definition.name }),
    );
    for (const key of keysOf(definition.trigger)) {
      claim(keys, key, definition, (first) => duplicateOf(first, definition));
    }
  }
}

function claim(
  taken: Map<string, FunctionDefinition>,
  key: string,
  definition: FunctionDefinition,
  refuse: (first: FunctionDefinition) => Error,
): void {
  const first = taken.get(key);
  if (first !== undefined) throw refuse(first);
  taken.set(key, definition);
}

// JSON of the parts, not parts joined by a character: hub and event names may hold dots, so a joined key could mean two things.
function keysOf(trigger: EventTrigger | HttpRoute): readonly string[] {
  if (trigger.kind === 'event') {
    const { hub, eventType, eventName, clientProtocols } = trigger;
    return [JSON.stringify([hub.toLowerCase(), eventType, eventName.toLowerCase(), clientProtocols])];
  }
  const shape = trigger.route.toLowerCase().replace(/\{[^}]*\}/g, '{}');
  return trigger.methods.map((method) => JSON.stringify([method, shape]));
}

function duplicateOf({ where: first }: FunctionDefinition, { where: second, trigger }: FunctionDefinition): Error {
  return trigger.kind === 'event'
    ? createError('WPS_DUPLICATE_FUNCTION', { first, second, event: describeEvent(trigger) })
    : createError('WPS_DUPLICATE_ROUTE', { first, second, route: `${trigger.methods.join(', ')} ${trigger.route}` });
}

/** `user event "message" of hub chathub`, for messages. */
export function describeEvent({
  hub,
  eventType,
  eventName,
}: Pick<EventTrigger, 'hub' | 'eventType' | 'eventName'>): string {
  return `${eventType} event "${eventName}" of hub ${hub}`;
}
