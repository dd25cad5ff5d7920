import type { InvocationContext } from './invocation-context.js';

/**
 * What an event tells by name, frozen: the words of the seed, the parts that it has beside other events, and C#'s `connectionContext` and
 * `request`. Binding expressions read it.
 */
export function bindingDataOf(
  context: InvocationContext<unknown>,
  parts: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const { eventType, eventName, hub, connectionId, userId, subprotocol, states, id, time } = context;
  const { origin, signature, eventHeaders: headers, physicalConnectionId, sessionId } = context;
  const connectionContext = Object.freeze({
    ...{ eventType, eventName, hub, connectionId, userId, subprotocol, states, origin, signature, headers },
    ...(physicalConnectionId === undefined ? {} : { physicalConnectionId, sessionId }),
  });
  return Object.freeze({
    ...{ event: eventName, eventType, eventName, hub, connectionId, userId, subprotocol, states, id, time },
    ...{ connectionContext, ...parts, request: Object.freeze({ connectionContext, ...parts }) },
  });
}
