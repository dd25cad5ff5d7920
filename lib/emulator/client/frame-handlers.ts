import type { AckError, AckId, ClientFrame, ClientFrameOf } from '../../protocol/frames.js';
import type { Broker } from '../broker/broker.js';
import type { Connection } from '../broker/connection.js';
import { groupStateRequests } from '../broker/group-state-requests.js';
import { clientRequests } from '../broker/requests.js';
import { streamRequests } from '../broker/streams.js';
import { trace } from '../log.js';
import { invoke, type InvokeCall } from './invoke.js';

/** What a frame needs around it. */
export interface FrameCall extends InvokeCall {
  readonly broker: Broker;
  /** Aborted when the connection ends. */
  readonly signal: AbortSignal;
}

type MaybePromise<T> = T | Promise<T>;
type Handlers = {
  readonly [T in ClientFrame['type']]: (call: FrameCall, frame: ClientFrameOf<T>) => MaybePromise<AckError | undefined>;
};

/** Does what a frame asks and acknowledges it; what it returns is why it failed. */
export function handleFrame(call: FrameCall, frame: ClientFrame): MaybePromise<AckError | undefined> {
  const handler = handlers[frame.type] as (call: FrameCall, frame: ClientFrame) => MaybePromise<AckError | undefined>;
  return handler(call, frame);
}

const handlers: Handlers = {
  ping({ connection }) {
    connection.receiver?.deliver({ type: 'pong' });
    return undefined;
  },
  // official emulator: accepted and ignored where the subprotocol is not reliable.
  sequenceAck({ connection }, { sequenceId }) {
    connection.buffer?.acknowledge(sequenceId);
    return undefined;
  },
  joinGroup: requestOf(clientRequests.joinGroup),
  leaveGroup: requestOf(clientRequests.leaveGroup),
  sendToGroup: requestOf(clientRequests.sendToGroup),
  startStream: requestOf(streamRequests.startStream),
  streamData: ({ broker, connection }, frame) => streamRequests.streamData(broker, connection, frame),
  streamEnd: ({ broker, connection }, frame) => streamRequests.streamEnd(broker, connection, frame),
  setGroupState: requestOf(groupStateRequests.setGroupState),
  subscribeGroupState: requestOf(groupStateRequests.subscribeGroupState),
  unsubscribeGroupState: requestOf(groupStateRequests.unsubscribeGroupState),
  invoke(call, frame) {
    invoke(call, frame);
    return undefined;
  },
  cancelInvocation({ invocations }, { invocationId }) {
    invocations.cancel(invocationId);
    return undefined;
  },
  event: sendEvent,
};

interface Acknowledged {
  readonly ackId?: AckId;
}

/** A request to the broker, acknowledged where the client asks for that, and never done twice under one id. */
function requestOf<F extends Acknowledged>(
  run: (broker: Broker, connection: Connection, frame: F) => AckError | undefined,
): (call: FrameCall, frame: F) => AckError | undefined {
  return ({ broker, connection }, frame) => {
    if (isDuplicate(connection, frame.ackId)) return undefined;
    return acknowledge(connection, frame.ackId, run(broker, connection, frame));
  };
}

async function sendEvent(call: FrameCall, frame: ClientFrameOf<'event'>): Promise<AckError | undefined> {
  const { broker, upstream, connection, signal } = call;
  if (isDuplicate(connection, frame.ackId)) return undefined;
  const answer = await upstream.userEvent(connection, frame.event, frame.message, signal);
  if ('isCalledOff' in answer) return undefined;
  if ('problem' in answer) return acknowledge(connection, frame.ackId, internalError);
  // official emulator: the reply comes before the ack.
  if (answer.reply !== undefined) {
    broker.deliver(connection, { type: 'message', from: 'server', message: answer.reply });
  }
  return acknowledge(connection, frame.ackId, undefined);
}

const internalError: AckError = { name: 'InternalServerError', message: 'Internal server error' };

function isDuplicate(connection: Connection, ackId: AckId | undefined): boolean {
  if (ackId === undefined || !connection.acks.has(ackId)) return false;
  const error = { name: 'Duplicate', message: `Message with ack-id: ${ackId} has been processed` } as const;
  connection.receiver?.deliver({ type: 'ack', ackId, error });
  return true;
}

/** Only successes are remembered, so that a failed request may come again under its id. */
function acknowledge(
  connection: Connection,
  ackId: AckId | undefined,
  error: AckError | undefined,
): AckError | undefined {
  if (error !== undefined) trace('%s: %s %s', connection.id, error.name, error.message);
  if (ackId === undefined) return error;
  if (error === undefined) connection.acks.add(ackId);
  connection.receiver?.deliver({ type: 'ack', ackId, ...(error === undefined ? {} : { error }) });
  return error;
}
