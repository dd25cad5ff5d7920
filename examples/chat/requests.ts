import { BadRequestError } from 'web-pubsub-bindings';
import { isRoomToJoin } from './rooms.js';

/** A message as a page sends it. */
export interface Draft {
  readonly id: string;
  readonly room: string;
  readonly text: string;
}

export const longestText = 2_000;

/** What a page sent, or anybody with a token: nothing about it is certain before it was read. */
export function readDraft(data: unknown): Draft {
  const { id, room, text } = membersOf(data);
  if (!isShortText(id) || !isShortText(room) || typeof text !== 'string')
    throw new BadRequestError('A message has id, room and text.');
  return { id, room, text: text.trim() };
}

/** The room that somebody wants to join or to leave. */
export function readRoom(data: unknown): string {
  const { room } = membersOf(data);
  if (!isRoomToJoin(room)) throw new BadRequestError('There is no such room to join or to leave.');
  return room;
}

/** Why a text cannot be passed on, in words for the person who wrote it. */
export function problemOfText(text: string): string | undefined {
  if (text === '') return 'There is nothing in this message.';
  return text.length > longestText ? `A message has at most ${longestText} characters.` : undefined;
}

function membersOf(data: unknown): Readonly<Record<string, unknown>> {
  if (typeof data === 'object' && data !== null) return { ...data };
  throw new BadRequestError('This event carries an object.');
}

function isShortText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 64;
}
