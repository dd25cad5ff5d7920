import type { ClientFrameOf, InvocationFailure, ServerFrameOf } from '../../protocol/frames.js';
import type { Connection } from '../broker/connection.js';
import type { Failure } from '../upstream/answer-status.js';
import type { Upstream } from '../upstream/upstream.js';
import type { Invocations } from './invocations.js';

/** What an invocation needs around it. */
export interface InvokeCall {
  readonly connection: Connection;
  readonly upstream: Pick<Upstream, 'userEvent'>;
  readonly invocations: Invocations;
}

/** Raises a user event whose answer goes back as `invokeResponse`; the next frame does not wait for it. */
export function invoke(call: InvokeCall, frame: ClientFrameOf<'invoke'>): void {
  const { connection, upstream, invocations } = call;
  const { invocationId, event, message } = frame;
  const problem = invocations.begin(invocationId, async (signal) => {
    const answer = await upstream.userEvent(connection, event, message, signal);
    if (signal.aborted || 'isCalledOff' in answer) return;
    respond(call, invocationId, 'problem' in answer ? { error: failureOf(answer, event) } : { reply: answer.reply });
  });
  if (problem !== undefined) respond(call, invocationId, { error: { name: 'BadRequest', message: problem } });
}

function respond(
  { connection }: InvokeCall,
  invocationId: string,
  outcome: ServerFrameOf<'invokeResponse'>['outcome'],
): void {
  connection.receiver?.deliver({ type: 'invokeResponse', invocationId, outcome });
}

// assumed: no list of names is published; what the app means by its status is told, what it failed at is not.
const names: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  422: 'UnprocessableContent',
  429: 'TooManyRequests',
};

function failureOf({ isUnhandled, status = 500, words }: Failure, event: string): InvocationFailure {
  if (isUnhandled) return { name: 'NotFound', message: `No event handler takes the event '${event}'.` };
  const name = names[status];
  if (name === undefined) return { name: 'InternalServerError', message: 'Internal server error' };
  return { name, message: words ?? `The app answered ${status}.` };
}
