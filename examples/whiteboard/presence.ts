import type { ConnectedContext, DisconnectedContext } from 'web-pubsub-bindings';
import type { PeopleMessage } from './messages.js';

/** Who is here, now that one has come or gone. The service is asked each time and nothing is kept, so a restart of the app forgets nobody. */
export async function peopleHere(context: ConnectedContext | DisconnectedContext): Promise<PeopleMessage> {
  const at = Date.now();
  const connections = await context.getWebPubSubServer().listConnections('board');
  // Whether the service lists a connection that comes or goes at this moment is a matter of luck.
  const others = connections.filter(({ connectionId }) => connectionId !== context.connectionId);
  const here = context.eventName === 'connected' ? [...others, context] : others;
  return { type: 'people', people: [...new Set(here.map(({ userId = '' }) => userId))].sort(), at };
}
