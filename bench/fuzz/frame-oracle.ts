import type { Frame } from './frame-kinds.js';
import type { Ending } from './raw-web-socket.js';

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string';
const count: Check = (value) => typeof value === 'number' && value >= 0;
const flag: Check = (value) => typeof value === 'boolean';
const anything: Check = (value) => value !== undefined;
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const oneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);
const shape =
  (members: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).every((name) => Object.hasOwn(members, name)) &&
    Object.entries(members).every(([name, check]) => check((value as Frame)[name]));
const error = (...names: readonly string[]): Check => shape({ name: oneOf(...names), message: text });

const streamError = error('StreamNotFound', 'Forbidden', 'BadRequest', 'InternalServerError', 'IdleTimeout');
const position = shape({
  streamId: text,
  streamSequenceId: count,
  endOfStream: optional(oneOf(true)),
  error: optional(shape({ name: text, message: optional(text), userErrorCode: optional(text) })),
});
const message = {
  type: anything,
  from: oneOf('group', 'server'),
  group: optional(text),
  fromUserId: optional(orNull(text)),
  dataType: oneOf('text', 'json', 'binary', 'protobuf'),
  data: anything,
  metadata: optional(anything),
  stream: optional(position),
  sequenceId: optional(count),
};
const groupState = {
  type: text,
  group: text,
  items: (value: unknown) => Array.isArray(value),
  sequenceId: optional(count),
};
const invocationNames = ['BadRequest', 'Unauthorized', 'Forbidden', 'NotFound', 'Conflict', 'UnprocessableContent'];

/** Every frame that the service has for its clients: exactly these members. */
const shapes: Readonly<Record<string, Check>> = {
  ack: shape({
    type: text,
    ackId: count,
    success: flag,
    error: optional(error('Forbidden', 'InternalServerError', 'Duplicate', 'BadRequest')),
  }),
  pong: shape({ type: text }),
  message: shape(message),
  system: shape({
    type: text,
    event: oneOf('connected', 'disconnected'),
    userId: optional(orNull(text)),
    connectionId: optional(text),
    reconnectionToken: optional(text),
    message: optional(text),
  }),
  invokeResponse: shape({
    type: text,
    invocationId: text,
    success: flag,
    error: optional(error(...invocationNames, 'TooManyRequests', 'InternalServerError')),
    dataType: optional(message.dataType),
    data: optional(anything),
    metadata: optional(anything),
  }),
  streamAck: shape({ type: text, streamId: text, expectedSequenceId: count }),
  streamNack: shape({
    type: text,
    streamId: text,
    name: oneOf('InvalidSequenceId', 'TransientError'),
    message: text,
    expectedSequenceId: count,
  }),
  streamClosed: shape({ type: text, streamId: text, error: optional(streamError) }),
  groupStateSnapshot: shape(groupState),
  groupStateUpdate: shape(groupState),
};

/** Whether a frame is one of the service's own. */
export function isServiceFrame(frame: Frame): boolean {
  const { type } = frame;
  return typeof type === 'string' && Object.hasOwn(shapes, type) && (shapes[type]?.(frame) ?? false);
}

/** How the service closes clients that break its rules, with its words. */
const closings: readonly string[] = [
  '1007 The client message is not a valid JSON protocol message.',
  '1007 The client message is not valid UTF-8.',
  '1007 The client message is not a valid protobuf.webpubsub.azure.v1 protocol message.',
  '1003 The protobuf.webpubsub.azure.v1 subprotocol requires binary messages.',
  '1009 The client message is too large.',
];

export function isServiceClosing({ code, reason }: Ending): boolean {
  return closings.includes(`${String(code)} ${reason}`);
}

const types = [
  ...['joingroup', 'leavegroup', 'sendtogroup', 'event', 'invoke', 'cancelinvocation', 'streamdata', 'streamend'],
  ...['setgroupstate', 'subscribegroupstate', 'unsubscribegroupstate', 'sequenceack', 'ping'],
];

/** Whether bytes are certainly no frame: no UTF-8, no JSON object or of a type that nobody knows. */
export function isNoFrame(bytes: Buffer): boolean {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return true;
    const { type } = value as Frame;
    return typeof type !== 'string' || !types.includes(type.toLowerCase());
  } catch {
    return true;
  }
}

/** What an answer says against a frame. */
export function problemIn({ type, success, error: said, name }: Frame): string | undefined {
  const names = said as { readonly name?: unknown } | undefined;
  if (type === 'ack' && success === false) return `ack ${String(names?.name)}`;
  if (type === 'invokeResponse' && success === false) return `invoke ${String(names?.name)}`;
  if (type === 'streamClosed' && said !== undefined) return `stream ${String(names?.name)}`;
  return type === 'streamNack' ? `nack ${String(name)}` : undefined;
}
