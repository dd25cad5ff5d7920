import type { Frame } from './frame-kinds.js';
import { writeJson } from './json-text.js';
import { readFields, writeField, writeMessage, type ProtobufMessage } from './protobuf-bytes.js';

// Numbers of the service's schema, written out here once more: a bench that shared them with the codec would share its mistakes.
const ofGroup: ProtobufMessage = { group: 1, ackId: 2 };
const metadata = 'map';
const upstream: Readonly<Record<string, readonly [number: number, message: ProtobufMessage]>> = {
  sendToGroup: [
    1,
    {
      ...{ group: 1, ackId: 2, content: 3, noEcho: 4, ttlSeconds: 5 },
      ...{ metadata: [6, metadata], stream: [7, { streamId: 1, idleTimeoutMs: 2 }] },
    },
  ],
  event: [5, { event: 1, content: 2, ackId: 3, metadata: [4, metadata] }],
  joinGroup: [6, ofGroup],
  leaveGroup: [7, ofGroup],
  sequenceAck: [8, { sequenceId: 1 }],
  ping: [9, {}],
  invoke: [10, { event: 1, invocationId: 2, content: 3, metadata: [4, metadata] }],
  cancelInvocation: [11, { invocationId: 1 }],
  streamData: [13, { streamId: 1, streamSequenceId: 2, content: 3 }],
  streamEnd: [14, { streamId: 1, error: [2, { message: 1, userErrorCode: 2 }] }],
  setGroupState: [15, { group: 1, ackId: 2, state: [3, { entries: [1, 'map'] }] }],
  subscribeGroupState: [16, ofGroup],
  unsubscribeGroupState: [17, ofGroup],
};

/** Writes a frame as the kinds make them, or what a mutation left of one. */
export function writeProtobuf(frame: Frame): Buffer {
  const { type, state, dataType, data, ...members } = frame;
  const known = typeof type === 'string' && Object.hasOwn(upstream, type) ? upstream[type] : undefined;
  const [number, message] = known ?? [99, {}];
  const inside = writeMessage(
    {
      ...members,
      ...(state === undefined ? {} : { state: { entries: state } }),
      ...(dataType === undefined ? {} : { content: writeContent(dataType, data) }),
    },
    message,
  );
  return writeField(number, inside);
}

const contents: Readonly<Record<string, (data: unknown) => Buffer>> = {
  text: (data) => writeField(1, data),
  binary: (data) => writeField(2, fromBase64(data)),
  protobuf: (data) => writeField(3, fromBase64(data)),
  json: (data) => writeField(4, writeJson(data)),
};

function writeContent(dataType: unknown, data: unknown): Buffer {
  const isKnown = typeof dataType === 'string' && Object.hasOwn(contents, dataType);
  return (isKnown ? contents[dataType]?.(data) : undefined) ?? writeField(9, data);
}

function fromBase64(data: unknown): unknown {
  return typeof data === 'string' ? Buffer.from(data, 'base64') : data;
}

type Values = readonly (number | Buffer)[];
type Read = (values: Values) => unknown;

const text: Read = ([value]) => (Buffer.isBuffer(value) ? value.toString('utf8') : undefined);
const count: Read = ([value]) => value;
const flag: Read = ([value]) => value === 1;
const number: Read = ([value]) => value ?? 0;
const word: Read = (values) => text(values) ?? '';
const inside =
  (members: Readonly<Record<string, readonly [number: number, read: Read]>>): Read =>
  ([bytes]) => {
    const fields = Buffer.isBuffer(bytes) ? readFields(bytes) : undefined;
    if (fields === undefined) return undefined;
    const entries = Object.entries(members).map(([name, [at, read]]) => [name, read(fields.get(at) ?? [])] as const);
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  };
const error = inside({ name: [1, word], message: [2, word] });
const content: Read = ([bytes]) => {
  const fields = Buffer.isBuffer(bytes) ? readFields(bytes) : undefined;
  const [kind] = [...(fields?.keys() ?? [])];
  return kind === undefined ? undefined : ['text', 'binary', 'protobuf', 'json'][kind - 1];
};
const items: Read = (values) => values;
const some: Read = (values) => (values.length === 0 ? undefined : values.length);
const position = inside({
  streamId: [1, word],
  streamSequenceId: [2, number],
  endOfStream: [3, (values) => (values.length === 0 ? undefined : flag(values))],
  error: [4, inside({ name: [1, word], message: [2, text], userErrorCode: [3, text] })],
});
const groupState = inside({ group: [1, word], items: [2, items], sequenceId: [3, count] });

const downstream: readonly (readonly [type: string, number: number, read: Read])[] = [
  ['ack', 1, inside({ ackId: [1, number], success: [2, flag], error: [3, error] })],
  [
    'message',
    2,
    inside({
      ...{ from: [1, word], group: [2, text], dataType: [3, content], data: [3, some] },
      ...{ sequenceId: [4, count], metadata: [5, some], stream: [6, position] },
    }),
  ],
  [
    'system',
    3,
    inside({ connected: [1, inside({ connectionId: [1, word] })], disconnected: [2, inside({ message: [2, word] })] }),
  ],
  ['pong', 4, inside({})],
  [
    'invokeResponse',
    5,
    inside({
      ...{ invocationId: [1, word], success: [2, flag], dataType: [3, content], data: [3, some] },
      ...{ error: [4, error], metadata: [5, some] },
    }),
  ],
  ['streamAck', 6, inside({ streamId: [1, word], expectedSequenceId: [2, number] })],
  [
    'streamNack',
    7,
    inside({ streamId: [1, word], name: [2, word], message: [3, word], expectedSequenceId: [4, number] }),
  ],
  ['streamClosed', 8, inside({ streamId: [1, word], error: [2, error] })],
  ['groupStateUpdate', 9, groupState],
  ['groupStateSnapshot', 10, groupState],
];

/** Reads a frame of the service as the oracle knows it; undefined where it cannot be read. */
export function readProtobuf(bytes: Buffer): Frame | undefined {
  const fields = readFields(bytes);
  if (fields?.size !== 1) return undefined;
  const found = downstream.find(([, at]) => fields.has(at));
  if (found === undefined) return undefined;
  const [type, at, read] = found;
  const members = read(fields.get(at) ?? []) as Frame | undefined;
  if (members === undefined) return undefined;
  if (type !== 'system') return { type, ...members };
  const { connected, disconnected } = members as Readonly<Record<string, Frame>>;
  return { type, event: connected === undefined ? 'disconnected' : 'connected', ...connected, ...disconnected };
}
