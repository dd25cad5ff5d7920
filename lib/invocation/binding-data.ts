import type { InvocationContext } from './invocation-context.js';

/** What every event tells by name: the words of the seed, and C#'s `connectionContext` beside them. Binding expressions read it. */
export function commonBindingData(context: InvocationContext<unknown>): Record<string, unknown> {
  const { eventType, eventName, hub, connectionId, userId, subprotocol, states, id, time } = context;
  const { origin, signature, eventHeaders: headers, physicalConnectionId, sessionId } = context;
  const connectionContext = Object.freeze({
    ...{ eventType, eventName, hub, connectionId, userId, subprotocol, states, origin, signature, headers },
    ...(physicalConnectionId === undefined ? {} : { physicalConnectionId, sessionId }),
  });
  return {
    ...{ event: eventName, eventType, eventName, hub, connectionId, userId, subprotocol, states, id, time },
    connectionContext,
  };
}
