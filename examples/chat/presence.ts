import type { WebPubSubServer } from 'web-pubsub-bindings';
import type { PeopleMessage } from './messages.js';

/** A connection that comes or goes. */
export interface Change {
  readonly userId?: string | undefined;
  readonly connectionId: string;
}

/**
 * Who is in a room. The service is asked each time and nothing is kept here, so a restart of the app forgets nobody.
 * A person with two tabs has two connections: the first one came, the last one goes.
 */
export async function peopleIn(room: string, server: WebPubSubServer): Promise<PeopleMessage> {
  return listPeople(room, server);
}

/** As {@link peopleIn}, when a connection has just come into the room. */
export async function peopleAfterCame(
  room: string,
  server: WebPubSubServer,
  { userId = '', connectionId }: Change,
): Promise<PeopleMessage> {
  const list = await listPeople(room, server, connectionId);
  if (list.people.includes(userId)) return list;
  return { ...list, people: [...list.people, userId].sort(), came: userId };
}

/** As {@link peopleIn}, when a connection has just left the room. */
export async function peopleAfterWent(
  room: string,
  server: WebPubSubServer,
  { userId = '', connectionId }: Change,
): Promise<PeopleMessage> {
  const list = await listPeople(room, server, connectionId);
  return list.people.includes(userId) ? list : { ...list, went: userId };
}

async function listPeople(room: string, server: WebPubSubServer, except?: string): Promise<PeopleMessage> {
  const at = new Date().toISOString();
  const members = await server.listConnections(room);
  // Whether the service lists a connection that comes or goes at this moment is a matter of luck.
  const others = members.filter(({ connectionId }) => connectionId !== except);
  const people = [...new Set(others.map(({ userId = '' }) => userId))].sort();
  return { type: 'people', room, people, at };
}
