/** A room is a group of the service: it exists while somebody is in it, and the service knows who. */
export interface Room {
  readonly name: string;
  readonly topic: string;
}

/** Every connection is in this one from the start to the end. */
export const everyone = 'Everyone';

export const rooms: readonly Room[] = [
  { name: everyone, topic: 'All who are here hear you' },
  { name: 'Kitchen', topic: 'Coffee, cake and small talk' },
  { name: 'Workshop', topic: 'What are you building?' },
  { name: 'Garden', topic: 'Quiet thoughts, slow answers' },
];

/** Whether a name is that of a room to join and to leave. */
export function isRoomToJoin(name: unknown): name is string {
  return name !== everyone && rooms.some((room) => room.name === name);
}
