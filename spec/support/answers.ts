import type { ConnectContext } from '../../lib/invocation/contexts/connect-context.js';
import type { UserEventContext } from '../../lib/invocation/contexts/user-event-context.js';
import { encodeEvent } from '../../lib/invocation/encode-event.js';
import type { InvocationContext } from '../../lib/invocation/invocation-context.js';
import type { HostResponse } from '../../lib/invocation/request.js';
import { connectEvent, userEvent } from '../../lib/testing/events.js';

export const answerOptions = { where: 'Chat.f', statesLimit: 200 };
/** Headers of an answer with a text. */
export const text = { 'content-type': 'text/plain; charset=utf-8' };
export const json = { 'content-type': 'application/json; charset=utf-8' };
/** What accepts without a word. */
export const nothing = { status: 204, headers: {} };

export type Change = (context: ConnectContext) => unknown;
export type UserChange = (context: UserEventContext<string>) => unknown;

function answered<C extends InvocationContext>(
  context: C,
  returned: unknown,
  change?: (context: C) => unknown,
): HostResponse {
  change?.(context);
  return encodeEvent(context, returned, answerOptions);
}
/** The answer to a connect event of a connection with the states `{ a: 1 }`. */
export const connect = (returned: unknown, change?: Change): HostResponse =>
  answered(connectEvent({ states: { a: 1 } }), returned, change);
/** The same to a user event. */
export const message = (returned: unknown, change?: UserChange): HostResponse =>
  answered(userEvent({ data: 'x', states: { a: 1 } }), returned, change);
export const statesOf = ({ headers }: HostResponse): unknown => {
  const header = headers['ce-connectionstate'];
  return header === undefined ? undefined : JSON.parse(Buffer.from(String(header), 'base64').toString());
};
export const bodyOf = ({ body }: HostResponse): unknown => (body === undefined ? undefined : JSON.parse(String(body)));

/** A value that refers to itself. */
export function cycle(): object {
  const value: Record<string, unknown> = {};
  value['self'] = value;
  return value;
}
