import type { MessageData } from 'web-pubsub-bindings';
import { everyone } from './rooms.js';

/** What somebody wrote. */
export interface TextMessage {
  readonly type: 'text';
  /** Made by the page that sent it: one that comes twice is shown once. */
  readonly id: string;
  readonly room: string;
  readonly from: string;
  readonly text: string;
  readonly at: string;
}

/** Who is in a room now, and who came or went to make it so. */
export interface PeopleMessage {
  readonly type: 'people';
  readonly room: string;
  readonly people: readonly string[];
  readonly came?: string;
  readonly went?: string;
  /** When the service was asked: pages drop a list that is older than theirs. */
  readonly at: string;
}

/** The answer to a message that was not passed on. */
export interface Refusal {
  readonly type: 'refused';
  readonly id: string;
  readonly reason: string;
}

/** Addresses a message to all who are in its room. */
export function toRoom(message: TextMessage | PeopleMessage): MessageData {
  return message.room === everyone ? { message } : { message, targetType: 'Groups', targetId: message.room };
}
