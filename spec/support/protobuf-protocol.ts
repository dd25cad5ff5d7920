import type { WebPubSubClientProtocol, WebPubSubDataType, WebPubSubMessage } from '@azure/web-pubsub-client';
import { bytes, fieldsOf, find, message, number } from './protobuf-wire.js';

/** `protobuf.webpubsub.azure.v1` for the real client SDK, as Microsoft's own package for it does it; written by hand. */
export function protobufProtocol(): WebPubSubClientProtocol {
  return { name: 'protobuf.webpubsub.azure.v1', isReliableSubProtocol: false, parseMessages, writeMessage };
}

export function protobufReliableProtocol(): WebPubSubClientProtocol {
  return { name: 'protobuf.reliable.webpubsub.azure.v1', isReliableSubProtocol: true, parseMessages, writeMessage };
}

function writeMessage(given: WebPubSubMessage): ArrayBuffer {
  const write = writers[given.kind] as ((given: WebPubSubMessage) => Buffer) | undefined;
  if (write === undefined) throw new Error(`Nobody sends ${given.kind}.`);
  return Uint8Array.from(write(given)).buffer;
}

type Kind = WebPubSubMessage['kind'];
type Writers = { readonly [K in Kind]?: (given: Extract<WebPubSubMessage, { readonly kind: K }>) => Buffer };

const writers: Writers = {
  joinGroup: ({ group, ackId }) => message(6, bytes(1, group), ...id(2, ackId)),
  leaveGroup: ({ group, ackId }) => message(7, bytes(1, group), ...id(2, ackId)),
  sendToGroup(given) {
    const { group, ackId, noEcho, stream } = given;
    const start = stream && message(7, bytes(1, stream.streamId), ...id(2, stream.idleTimeoutInMs));
    return message(
      1,
      bytes(1, group),
      ...id(2, ackId),
      ...dataOf(3, given),
      number(4, noEcho),
      ...(start ? [start] : []),
    );
  },
  sendEvent: (given) => message(5, bytes(1, given.event), ...dataOf(2, given), ...id(3, given.ackId)),
  sequenceAck: ({ sequenceId }) => message(8, number(1, sequenceId)),
  ping: () => message(9),
  invoke: (given) => message(10, bytes(1, given.event ?? ''), bytes(2, given.invocationId), ...dataOf(3, given)),
  cancelInvocation: ({ invocationId }) => message(11, bytes(1, invocationId)),
  streamData: (given) => message(13, bytes(1, given.streamId), ...id(2, given.streamSequenceId), ...dataOf(3, given)),
  streamEnd: ({ streamId, error }) => message(14, bytes(1, streamId), ...endError(error)),
};

function id(field: number, value: number | undefined): Buffer[] {
  return value === undefined ? [] : [number(field, value)];
}

function endError(error: { readonly message?: string; readonly userErrorCode?: string } | undefined): Buffer[] {
  if (error === undefined) return [];
  const { message: text, userErrorCode } = error;
  const parts = [...(text === undefined ? [] : [bytes(1, text)]), ...(userErrorCode ? [bytes(2, userErrorCode)] : [])];
  return [message(2, ...parts)];
}

const cases = { text: 1, binary: 2, protobuf: 3, json: 4 } as const;

function dataOf(field: number, given: { readonly dataType?: WebPubSubDataType; readonly data?: unknown }): Buffer[] {
  const { dataType, data } = given;
  if (dataType === undefined || data === undefined) return [];
  const content = dataType === 'json' ? JSON.stringify(data) : (data as string | ArrayBuffer);
  return [message(field, bytes(cases[dataType], typeof content === 'string' ? content : new Uint8Array(content)))];
}

/** Any frame, since each has members of its own. */
type Parsed = Readonly<Record<string, unknown>>;

function parseMessages(input: string | ArrayBuffer | Buffer): WebPubSubMessage | null {
  const [[kind, content] = [0, Buffer.alloc(0)]] = fieldsOf(Buffer.from(input as ArrayBuffer));
  const parsed = parsers[kind]?.(new Reader(content as Buffer)) ?? null;
  return parsed as WebPubSubMessage | null;
}

/** The fields of a frame; what is not there is empty, as protobuf has it. */
class Reader {
  readonly #data: Buffer;

  constructor(data: Buffer) {
    this.#data = data;
  }

  has(field: number): boolean {
    return fieldsOf(this.#data).some(([found]) => found === field);
  }

  text(field: number): string {
    return this.has(field) ? find(this.#data, field).toString() : '';
  }

  number(field: number): number {
    return this.has(field) ? Number(find(this.#data, field)) : 0;
  }

  message(field: number): Reader {
    return new Reader(find(this.#data, field) as Buffer);
  }

  bytes(field: number): ArrayBuffer {
    return Uint8Array.from(find(this.#data, field) as Buffer).buffer;
  }
}

const parsers: Readonly<Record<number, (frame: Reader) => Parsed>> = {
  1: (frame) => ({ kind: 'ack', ackId: frame.number(1), success: frame.number(2) === 1, ...errorOf(frame, 3) }),
  2: (frame) => ({
    kind: frame.text(1) === 'group' ? 'groupData' : 'serverData',
    ...payload(frame.message(3)),
    ...(frame.has(2) ? { group: frame.text(2), fromUserId: null } : {}),
    ...(frame.has(4) ? { sequenceId: frame.number(4) } : {}),
    ...(frame.has(6) ? { stream: streamOf(frame.message(6)) } : {}),
  }),
  3(frame) {
    if (frame.has(2)) return { kind: 'disconnected', message: frame.message(2).text(2) };
    const connected = frame.message(1);
    const [connectionId, userId, reconnectionToken] = [1, 2, 3].map((field) => connected.text(field));
    return { kind: 'connected', connectionId, userId, reconnectionToken };
  },
  4: () => ({ kind: 'pong' }),
  5: (frame) => ({
    ...{ kind: 'invokeResponse', invocationId: frame.text(1), success: frame.number(2) === 1 },
    ...(frame.has(3) ? payload(frame.message(3)) : {}),
    ...errorOf(frame, 4),
  }),
  6: (frame) => ({ kind: 'streamAck', streamId: frame.text(1), expectedSequenceId: frame.number(2) }),
  7: (frame) => ({
    ...{ kind: 'streamNack', streamId: frame.text(1), name: frame.text(2), message: frame.text(3) },
    expectedSequenceId: frame.number(4),
  }),
  8: (frame) => ({ kind: 'streamClosed', streamId: frame.text(1), ...errorOf(frame, 2) }),
};

function errorOf(frame: Reader, field: number): Parsed {
  if (!frame.has(field)) return {};
  const error = frame.message(field);
  const userErrorCode = error.text(3);
  return { error: { name: error.text(1), message: error.text(2), ...(userErrorCode ? { userErrorCode } : {}) } };
}

function streamOf(stream: Reader): Parsed {
  const position = { streamId: stream.text(1), streamSequenceId: stream.number(2) };
  return { ...position, ...(stream.has(3) ? { endOfStream: stream.number(3) === 1 } : {}), ...errorOf(stream, 4) };
}

function payload(data: Reader): Parsed {
  if (data.has(1)) return { dataType: 'text', data: data.text(1) };
  if (data.has(4)) return { dataType: 'json', data: JSON.parse(data.text(4)) };
  return data.has(2) ? { dataType: 'binary', data: data.bytes(2) } : { dataType: 'protobuf', data: data.bytes(3) };
}
