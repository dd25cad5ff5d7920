import { BadRequestError } from 'web-pubsub-bindings';

/** The rooms there are; each is a group. */
export const rooms = ['kitchen', 'library', 'workshop'] as const;

export type Room = (typeof rooms)[number];

/** @throws BadRequestError for a room that there is not. */
export function readRoom(name: string | undefined): Room {
  const found = rooms.find((room) => room === name);
  if (found !== undefined) return found;
  throw new BadRequestError(`The rooms are ${rooms.join(', ')}.`);
}
