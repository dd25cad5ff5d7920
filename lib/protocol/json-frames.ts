import type { DataType } from './data-type.js';
import type { ClientFrame, MessageContent, MessageFrame, ServerFrame } from './frames.js';
import { jsonMembers } from './json-members.js';
import { isGroupName, isUserEventName } from './names.js';

/** Why a frame cannot be taken. `unsupported` names what the service has and this reader has not. */
export interface FrameProblem {
  readonly problem: string;
  readonly unsupported?: string;
}

const greatestUint64 = 2n ** 64n - 1n;
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
// service: types of the 2026 protocol beyond json.webpubsub.azure.v1 as first published.
const unsupportedTypes = new Map(
  [
    'invoke',
    'cancelInvocation',
    'streamData',
    'streamEnd',
    'setGroupState',
    'subscribeGroupState',
    'unsubscribeGroupState',
  ].map((type) => [type.toLowerCase(), type]),
);

/** Reads a frame of `json.webpubsub.azure.v1`. The `type` is taken in any letter case, the other names are exact. */
export function parseClientFrame(text: string): ClientFrame | FrameProblem {
  const members = jsonMembers(text);
  if (members === undefined) return { problem: 'it is not a JSON object' };
  const fields = new Fields(members);
  const type = fields.text('type').toLowerCase();
  const unsupported = unsupportedTypes.get(type) ?? unsupportedMember(members);
  if (unsupported !== undefined) return { problem: `it uses ${unsupported}`, unsupported };
  const frame = readers.get(type)?.(fields);
  if (frame === undefined) return { problem: 'its type is unknown' };
  return fields.problem === undefined ? frame : { problem: fields.problem };
}

function unsupportedMember(members: ReadonlyMap<string, string>): string | undefined {
  return ['stream', 'metadata'].find((name) => members.has(name) && members.get(name) !== 'null');
}

const readers = new Map<string, (fields: Fields) => ClientFrame>([
  ['joingroup', (fields) => ({ type: 'joinGroup', group: fields.group(), ...fields.ackId() })],
  ['leavegroup', (fields) => ({ type: 'leaveGroup', group: fields.group(), ...fields.ackId() })],
  [
    'sendtogroup',
    (fields) => ({
      type: 'sendToGroup',
      group: fields.group(),
      ...fields.ackId(),
      noEcho: fields.flag('noEcho'),
      message: fields.message(),
      ...fields.ttlSeconds(),
    }),
  ],
  ['event', (fields) => ({ type: 'event', event: fields.event(), ...fields.ackId(), message: fields.message() })],
  ['sequenceack', (fields) => ({ type: 'sequenceAck', sequenceId: fields.uint64('sequenceId') ?? fields.missing() })],
  ['ping', () => ({ type: 'ping' })],
]);

/** Reads members one by one and keeps the first problem, so that a reader can be one expression. */
class Fields {
  readonly #members: ReadonlyMap<string, string>;
  problem: string | undefined;

  constructor(members: ReadonlyMap<string, string>) {
    this.#members = members;
  }

  text(name: string): string {
    const value = this.#value(name);
    return typeof value === 'string' ? value : this.#fail(`"${name}" is no text`, '');
  }

  group(): string {
    const group = this.text('group');
    return isGroupName(group) ? group : this.#fail('"group" is no group name', group);
  }

  event(): string {
    const event = this.text('event');
    return isUserEventName(event) ? event : this.#fail('"event" is no event name', event);
  }

  flag(name: string): boolean {
    if (!this.#members.has(name)) return false;
    const value = this.#value(name);
    return typeof value === 'boolean' ? value : this.#fail(`"${name}" is neither true nor false`, false);
  }

  uint64(name: string): bigint | undefined {
    const raw = this.#members.get(name);
    if (raw === undefined || raw === 'null') return undefined;
    const value = /^\d{1,20}$/.test(raw) ? BigInt(raw) : -1n;
    return value >= 0n && value <= greatestUint64 ? value : this.#fail(`"${name}" is no uint64`, 0n);
  }

  missing(): bigint {
    return this.#fail('"sequenceId" is missing', 0n);
  }

  ackId(): { ackId?: bigint } {
    const ackId = this.uint64('ackId');
    return ackId === undefined ? {} : { ackId };
  }

  ttlSeconds(): { ttlSeconds?: number } {
    const ttl = this.uint64('ttlSeconds');
    if (ttl === undefined) return {};
    return ttl <= 300n ? { ttlSeconds: Number(ttl) } : this.#fail('"ttlSeconds" is over 300', {});
  }

  message(): MessageContent {
    const dataType = this.#members.has('dataType') ? this.text('dataType').toLowerCase() : 'json';
    const read = contentReaders.get(dataType);
    const content = read?.(this.#value('data'), this.#members.get('data') ?? 'null');
    return content ?? this.#fail('"data" does not fit "dataType"', { dataType: 'json', data: 'null' });
  }

  #value(name: string): unknown {
    const raw = this.#members.get(name);
    return raw === undefined ? undefined : JSON.parse(raw);
  }

  #fail<T>(problem: string, instead: T): T {
    this.problem ??= problem;
    return instead;
  }
}

const contentReaders = new Map<string, (value: unknown, raw: string) => MessageContent | undefined>([
  ['text', (value) => (typeof value === 'string' ? { dataType: 'text', data: value } : undefined)],
  // official emulator: any JSON value but null.
  ['json', (value, raw) => (value === null || value === undefined ? undefined : { dataType: 'json', data: raw })],
  ['binary', (value) => readBytes('binary', value)],
  ['protobuf', (value) => readBytes('protobuf', value)],
]);

function readBytes(dataType: DataType, value: unknown): MessageContent | undefined {
  if (typeof value !== 'string' || !base64.test(value)) return undefined;
  return { dataType, data: Buffer.from(value, 'base64') };
}

/** Writes a frame of `json.webpubsub.azure.v1` or its reliable form; the order of keys is the service's. */
export function formatServerFrame(frame: ServerFrame): string {
  switch (frame.type) {
    case 'connected': {
      const { connectionId, reconnectionToken } = frame;
      const userId = frame.userId ?? null;
      return JSON.stringify({ type: 'system', event: 'connected', userId, connectionId, reconnectionToken });
    }
    case 'disconnected':
      return JSON.stringify({ type: 'system', event: 'disconnected', message: frame.message });
    case 'ack': {
      const error = frame.error === undefined ? '' : `,"error":${formatAckError(frame.error)}`;
      return `{"type":"ack","ackId":${frame.ackId},"success":${frame.error === undefined}${error}}`;
    }
    case 'pong':
      return '{"type":"pong"}';
    case 'message':
      return formatMessage(frame);
  }
}

function formatAckError({ name, message }: { readonly name: string; readonly message: string }): string {
  return JSON.stringify({ name, message });
}

function formatMessage({ from, group, fromUserId, message, sequenceId }: MessageFrame): string {
  const sender =
    from === 'server' ? '' : `"group":${JSON.stringify(group)},"fromUserId":${JSON.stringify(fromUserId ?? null)},`;
  const sequence = sequenceId === undefined ? '' : `,"sequenceId":${sequenceId}`;
  // official emulator: metadata stands between data and sequenceId.
  const metadata = message.metadata === undefined ? '' : `,"metadata":${JSON.stringify(message.metadata)}`;
  const content = `"dataType":"${message.dataType}","data":${formatData(message)}${metadata}`;
  return `{"type":"message","from":"${from}",${sender}${content}${sequence}}`;
}

function formatData({ dataType, data }: MessageContent): string {
  if (typeof data !== 'string') return `"${Buffer.from(data).toString('base64')}"`;
  return dataType === 'json' ? data : JSON.stringify(data);
}
