import type { GroupJoinedContext, GroupLeftContext, WebPubSubServer } from 'web-pubsub-bindings';

/** Who is in a room, after somebody came or went. Of two lists of one room, the one that was asked for later is the truer one. */
export interface RoomMessage {
  readonly type: 'room';
  readonly room: string;
  readonly people: readonly string[];
  readonly at: number;
  /** Missing where it was one more, or one less, connection of somebody who is still there. */
  readonly came?: string;
  readonly went?: string;
}

/** Who is in a room. The service is asked and nothing is kept here: what the app was not told of, or was told twice, does no harm. */
export async function peopleIn(room: string, server: WebPubSubServer): Promise<readonly string[]> {
  return namesOf(await server.listConnections(room));
}

/** What everybody is told when a connection has joined or left a room. */
export async function membersAfter(context: GroupJoinedContext | GroupLeftContext): Promise<RoomMessage> {
  const { group: room, connectionId, userId = '' } = context;
  const at = Date.now();
  const members = await context.getWebPubSubServer().listConnections(room);
  // Events of different connections overtake each other, so the one that this is about is left out and judged by the event.
  const others = namesOf(members.filter((member) => member.connectionId !== connectionId));
  const list = { type: 'room', room, at } as const;
  const hasCome = context.eventName === 'joined';
  if (others.includes(userId)) return { ...list, people: others };
  return hasCome
    ? { ...list, people: [...others, userId].sort(), came: userId }
    : { ...list, people: others, went: userId };
}

function namesOf(members: readonly { readonly userId?: string | undefined }[]): readonly string[] {
  return [...new Set(members.map(({ userId = '' }) => userId))].sort();
}
