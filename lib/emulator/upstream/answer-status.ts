import type { UpstreamEvent } from './event.js';

/** An event that did not come to a good end. */
export interface Failure {
  readonly problem: string;
  /** What the app answered, if that is the problem. */
  readonly status?: number;
  /** What it says to that. */
  readonly words?: string;
  /** No event handler takes the event. */
  readonly isUnhandled?: true;
}

export function isSuccess(status: number): boolean {
  return status >= 200 && status <= 299;
}

const hints: Readonly<Record<number, string>> = {
  401: ': does the app have the access key of this emulator?',
  404: ': does the app have a function for this event?',
};

/** What an app said with a status that is none of success. An app that says why has meant it, so nothing is guessed then. */
export function failureOf(status: number, words = ''): Failure | undefined {
  if (isSuccess(status)) return undefined;
  if (words === '') return { problem: `the app answered ${status}${hints[status] ?? ''}`, status };
  // What a broken app says is the name of the status once more.
  const said = status < 500 ? `, saying ${JSON.stringify(words.slice(0, 200))}` : '';
  return { problem: `the app answered ${status}${said}`, status, words };
}

// With these an app says no to a client, and means it.
const refusals: readonly number[] = [400, 403, 409, 422, 429];

/** Whether an app wanted to fail; any other failure says that app and service do not fit, or that the app is broken. */
export function isRefusal({ status = 0, words }: Failure, { eventType, eventName }: UpstreamEvent): boolean {
  // Who answers a wrong signature says nothing, or has a log of its own to say it in.
  if (eventType === 'user') return refusals.includes(status) || (status === 401 && words !== undefined);
  // Of a notification there is nothing to refuse.
  return eventName === 'connect' && (status === 401 || refusals.includes(status));
}
