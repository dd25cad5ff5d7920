import type { KeptStroke } from './strokes.js';

/** The picture as it is after so many changes. */
export interface PictureMessage {
  readonly type: 'picture';
  readonly revision: number;
  readonly strokes: readonly KeptStroke[];
}

/** One change. A page whose picture is of the revision before takes it; another one has missed something and asks for the picture. */
export type Change =
  | { readonly type: 'drawn'; readonly revision: number; readonly stroke: KeptStroke }
  | { readonly type: 'undone'; readonly revision: number; readonly id: string }
  | { readonly type: 'cleared'; readonly revision: number; readonly by: string };

/** A line that is not kept, for the one who drew it. */
export interface Refusal {
  readonly type: 'refused';
  readonly id: string;
  readonly reason: string;
}

/** Who is here. Of two lists, the one that was asked for later is the truer one. */
export interface PeopleMessage {
  readonly type: 'people';
  readonly people: readonly string[];
  readonly at: number;
}

export interface ToAll<T> {
  readonly message: T;
}

/**
 * Everybody in the hub, not the group: what is sent to the group could as well come from another page, and a page believes that it comes from
 * the app when the service says `"from": "server"`.
 */
export function toAll<T extends Change | PeopleMessage>(message: T): ToAll<T> {
  return { message };
}
