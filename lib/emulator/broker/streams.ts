import type {
  AckError,
  ClientFrameOf,
  MessageContent,
  StreamCloseName,
  StreamPosition,
} from '../../protocol/frames.js';
import type { BrokerRequests } from './broker-request.js';
import type { Broker } from './broker.js';
import type { Connection } from './connection.js';
import { forbidden, publish } from './publish.js';

/** A stream that a client has begun and not ended. */
export interface OpenStream {
  readonly streamId: string;
  readonly group: string;
  readonly noEcho: boolean;
  readonly ttlSeconds: number | undefined;
  readonly idleMilliseconds: number;
  expectedSequenceId: number;
  cancelTimeout: () => void;
}

interface StreamCall {
  readonly broker: Broker;
  readonly connection: Connection;
  readonly stream: OpenStream;
}

type StreamError = StreamPosition['error'];

// service: client-spec 3.6.
const defaultIdleMilliseconds = 300_000;
// Timers cannot wait longer, and nobody does.
const greatestIdleMilliseconds = 86_400_000;
const nothing: MessageContent = { dataType: 'text', data: '' };

/** What a client may ask of its streams; a stream that cannot go on is closed, with the reason, and its connection stays. */
export const streamRequests: BrokerRequests<'startStream' | 'streamData' | 'streamEnd'> = {
  startStream(broker, connection, frame) {
    const { streamId } = frame;
    const refusal = startRefusal(broker, connection, frame);
    if (refusal !== undefined) {
      // `streamClosed` is final for an id: what was open under it ends with it.
      const earlier = connection.streams.get(streamId);
      if (earlier !== undefined) finish({ broker, connection, stream: earlier }, cancelled);
      closed(connection, streamId, refusal);
      return refusal;
    }
    const stream = openStream(frame);
    connection.streams.set(streamId, stream);
    keepAlive({ broker, connection, stream });
    acknowledge(connection, stream);
    return undefined;
  },

  streamData(broker, connection, { streamId, part }) {
    const stream = allowed(broker, connection, streamId);
    if (stream === undefined) return;
    keepAlive({ broker, connection, stream });
    if (part === undefined) return;
    const { expectedSequenceId } = stream;
    if (part.sequenceId > expectedSequenceId) {
      const message = `Expected ${expectedSequenceId} instead of ${part.sequenceId}.`;
      const name = 'InvalidSequenceId';
      connection.receiver?.deliver({ type: 'streamNack', streamId, name, message, expectedSequenceId });
      return;
    }
    if (part.sequenceId === expectedSequenceId) {
      stream.expectedSequenceId += 1;
      send({ broker, connection, stream }, part.message, { streamId, streamSequenceId: part.sequenceId });
    }
    // A piece that came before is not published again; the answer says how far the stream is.
    acknowledge(connection, stream);
  },

  streamEnd(broker, connection, { streamId, error }) {
    const stream = allowed(broker, connection, streamId);
    if (stream === undefined) return;
    finish({ broker, connection, stream }, error && { name: 'UserError', ...error });
    closed(connection, streamId);
  },
};

/** Ends what a connection that is over had open: its readers are told. */
export function cancelStreams(broker: Broker, connection: Connection): void {
  for (const stream of connection.streams.values()) finish({ broker, connection, stream }, cancelled);
}

/** Lets go of the timers of a connection, and tells nobody. */
export function dropStreams(connection: Connection): void {
  for (const { cancelTimeout } of connection.streams.values()) cancelTimeout();
  connection.streams.clear();
}

const cancelled = { name: 'Cancelled', message: 'The sender of the stream is gone.' } as const;

function startRefusal(
  { limits }: Broker,
  { permissions, streams }: Connection,
  { streamId, group, idleTimeoutMs = 1 }: ClientFrameOf<'startStream'>,
): (AckError & { readonly name: StreamCloseName }) | undefined {
  if (!permissions.sendToGroup.allows(group)) return { ...forbidden('send to', group), name: 'Forbidden' };
  if (streamId === '' || streamId.length > 256) return badRequest('A stream id has 1 to 256 characters.');
  if (streams.has(streamId)) return badRequest(`The stream '${streamId}' is open already.`);
  if (!Number.isInteger(idleTimeoutMs) || idleTimeoutMs < 1 || idleTimeoutMs > greatestIdleMilliseconds) {
    return badRequest(`idleTimeoutMs is a whole number from 1 to ${greatestIdleMilliseconds}.`);
  }
  return streams.size < limits.streams ? undefined : badRequest(`A connection has at most ${limits.streams} streams.`);
}

function badRequest(message: string): AckError & { readonly name: 'BadRequest' } {
  return { name: 'BadRequest', message };
}

function openStream(frame: ClientFrameOf<'startStream'>): OpenStream {
  const { streamId, group, noEcho, ttlSeconds, idleTimeoutMs = defaultIdleMilliseconds } = frame;
  return {
    ...{ streamId, group, noEcho, ttlSeconds },
    idleMilliseconds: idleTimeoutMs,
    expectedSequenceId: 1,
    cancelTimeout: () => undefined,
  };
}

/** The stream of that id, if it is there and its sender may still send; else the sender is told that it is closed. */
function allowed(broker: Broker, connection: Connection, streamId: string): OpenStream | undefined {
  const stream = connection.streams.get(streamId);
  if (stream === undefined) {
    closed(connection, streamId, { name: 'StreamNotFound', message: `There is no stream '${streamId}'.` });
    return undefined;
  }
  if (connection.permissions.sendToGroup.allows(stream.group)) return stream;
  const error = { ...forbidden('send to', stream.group), name: 'Forbidden' } as const;
  finish({ broker, connection, stream }, error);
  closed(connection, streamId, error);
  return undefined;
}

function keepAlive(call: StreamCall): void {
  const { broker, connection, stream } = call;
  stream.cancelTimeout();
  stream.cancelTimeout = broker.clock.after(stream.idleMilliseconds, () => {
    const error = { name: 'IdleTimeout', message: `Nothing came for ${stream.idleMilliseconds} ms.` } as const;
    finish(call, error);
    closed(connection, stream.streamId, error);
  });
}

/** Ends a stream for its readers, with a message that carries nothing else. */
function finish(call: StreamCall, error: StreamError): void {
  const { streamId, expectedSequenceId: streamSequenceId, cancelTimeout } = call.stream;
  cancelTimeout();
  call.connection.streams.delete(streamId);
  send(call, nothing, { streamId, streamSequenceId, endOfStream: true, ...(error === undefined ? {} : { error }) });
}

function send({ broker, connection, stream }: StreamCall, message: MessageContent, position: StreamPosition): void {
  const { group, noEcho, ttlSeconds } = stream;
  publish(broker, connection, { group, noEcho, message, ttlSeconds, stream: position });
}

function acknowledge({ receiver }: Connection, { streamId, expectedSequenceId }: OpenStream): void {
  receiver?.deliver({ type: 'streamAck', streamId, expectedSequenceId });
}

function closed(
  { receiver }: Connection,
  streamId: string,
  error?: { readonly name: StreamCloseName; readonly message: string },
): void {
  receiver?.deliver({ type: 'streamClosed', streamId, ...(error === undefined ? {} : { error }) });
}
