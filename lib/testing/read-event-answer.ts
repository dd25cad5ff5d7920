import { failureOf, type Failure } from '../emulator/upstream/answer-status.js';
import { connectFailed, readConnectAnswer } from '../emulator/upstream/connect-event.js';
import { readUserEventAnswer } from '../emulator/upstream/user-event.js';
import { decodeConnectionState } from '../protocol/connection-state.js';
import type { ConnectionStates } from '../protocol/connection-state.js';
import type { EventType } from '../protocol/event-type.js';
import { headerNames } from '../protocol/header-names.js';
import { typeOf } from './event-rules.js';
import { readMessage } from './read-message.js';
import type { ReadMessage } from './read-message.js';
import { readBody } from './test-answer.js';

/** What a client would have seen of an answer. */
export type SeenByClient =
  /** `connect`: it is let in, with what the app said over what its token said. */
  | {
      readonly outcome: 'connected';
      readonly userId?: string;
      readonly roles?: readonly string[];
      readonly groups?: readonly string[];
      readonly subprotocol?: string;
    }
  /** `connect`: its WebSocket is refused with this answer. */
  | { readonly outcome: 'refused'; readonly status: number; readonly body: string; readonly problem?: string }
  /** A user event: a message comes back, and the event is acknowledged. */
  | { readonly outcome: 'message'; readonly message: ReadMessage }
  /** A user event: it is acknowledged, and nothing comes back. */
  | { readonly outcome: 'acknowledged' }
  /** A user event: its acknowledgement is an error. */
  | { readonly outcome: 'failed'; readonly problem: string }
  /** Every other event: no client is told of the answer, also where the service takes it for a failure. */
  | { readonly outcome: 'nothing'; readonly problem?: string };

/** An answer to an event, as the service reads it. */
export interface EventAnswer {
  readonly status: number;
  /** JSON as its value, text as a string, anything else as a Buffer; undefined for none. */
  readonly body: unknown;
  /** What the state of the connection is to be; absent where the answer leaves it as it is. */
  readonly states?: ConnectionStates;
  readonly client: SeenByClient;
}

/**
 * Reads what an app answered to an event, and tells what a client would have seen.
 *
 * @example
 * const { client } = await readEventAnswer({ eventName: 'connect' }, await fetch(request.url, request));
 */
export async function readEventAnswer(
  event: { readonly eventType?: EventType; readonly eventName?: string },
  response: Response,
): Promise<EventAnswer> {
  const { eventName = 'message', eventType = typeOf(eventName) } = event;
  const { status } = response;
  const headers = Object.fromEntries(response.headers);
  const body = Buffer.from(await response.arrayBuffer());
  const answer: Answer = {
    ...{ status, body, headerNames: Object.keys(headers) },
    lines: (name) => (headers[name] === undefined ? [] : [headers[name]]),
  };
  const state = headers[headerNames.connectionState];
  const states = state === undefined || !response.ok ? undefined : decodeConnectionState(state);
  return {
    status,
    body: bodyOf(answer, headers),
    ...(states && { states }),
    client: seen(eventType, eventName, answer),
  };
}

type Answer = Parameters<typeof readUserEventAnswer>[0];

function bodyOf({ status, body }: Answer, headers: Readonly<Record<string, string>>): unknown {
  try {
    return readBody({ status, headers, body });
  } catch {
    // JSON that is none.
    return body.toString();
  }
}

function seen(eventType: EventType, eventName: string, answer: Answer): SeenByClient {
  if (eventType === 'user') return seenOfUserEvent(answer);
  if (eventType === 'system' && eventName === 'connect') return seenOfConnect(answer);
  const failure = failureOf(answer.status);
  return failure === undefined ? { outcome: 'nothing' } : { outcome: 'nothing', problem: problemOf(failure) };
}

function seenOfConnect(answer: Answer): SeenByClient {
  const read = readConnectAnswer(answer);
  if ('refused' in read) {
    const { status, body } = read.refused;
    return { outcome: 'refused', status, body: Buffer.from(body as Uint8Array).toString() };
  }
  if ('problem' in read)
    return {
      outcome: 'refused',
      status: connectFailed.status,
      body: String(connectFailed.body),
      problem: read.problem,
    };
  const { userId, roles, groups, subprotocol } = read.accepted;
  const accepted = { userId, roles, groups, subprotocol };
  return {
    outcome: 'connected',
    ...Object.fromEntries(Object.entries(accepted).filter(([, value]) => value !== undefined)),
  };
}

function seenOfUserEvent(answer: Answer): SeenByClient {
  const read = readUserEventAnswer(answer);
  if ('problem' in read) return { outcome: 'failed', problem: problemOf(read) };
  return read.reply === undefined
    ? { outcome: 'acknowledged' }
    : { outcome: 'message', message: readMessage(read.reply) };
}

// Without what the emulator has to say of a status.
function problemOf({ problem, status }: Failure): string {
  return status === undefined ? problem : `the app answered ${String(status)}`;
}
