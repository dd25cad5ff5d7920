import type { DataType } from './data-type.js';
import type { MessageContent, StreamEndError } from './frames.js';
import type { GroupState } from './group-state.js';
import { jsonMembers } from './json-members.js';
import { parseMetadata } from './json-metadata.js';
import type { MessageMetadata } from './message-metadata.js';
import { isGroupName, isUserEventName } from './names.js';

const greatestUint64 = 2n ** 64n - 1n;
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const noMessage: MessageContent = { dataType: 'text', data: '' };

/** Reads members one by one and keeps the first problem, so that the reader of a frame can be one expression. */
export class Fields {
  readonly #members: ReadonlyMap<string, string>;
  problem: string | undefined;

  constructor(members: ReadonlyMap<string, string>) {
    this.#members = members;
  }

  /** Says what is wrong, if nothing was before, and goes on with something that fits. */
  refuse<T>(problem: string, instead: T): T {
    this.problem ??= problem;
    return instead;
  }

  /** Whether there is a member that is not null. */
  has(name: string): boolean {
    return (this.#members.get(name) ?? 'null') !== 'null';
  }

  text(name: string): string {
    const value = this.#value(name);
    return typeof value === 'string' ? value : this.refuse(`"${name}" is no text`, '');
  }

  textOrNone(name: string): string | undefined {
    return this.has(name) ? this.text(name) : undefined;
  }

  group(): string {
    const group = this.text('group');
    return isGroupName(group) ? group : this.refuse('"group" is no group name', group);
  }

  event(): string {
    const event = this.text('event');
    return isUserEventName(event) ? event : this.refuse('"event" is no event name', event);
  }

  /** An id that a client chose, of up to 256 characters. */
  id(name: string): string {
    const id = this.text(name);
    return id.length >= 1 && id.length <= 256 ? id : this.refuse(`"${name}" has none or over 256 characters`, id);
  }

  flag(name: string): boolean {
    if (!this.#members.has(name)) return false;
    const value = this.#value(name);
    return typeof value === 'boolean' ? value : this.refuse(`"${name}" is neither true nor false`, false);
  }

  numberOrNone(name: string): number | undefined {
    if (!this.has(name)) return undefined;
    const value = this.#value(name);
    return typeof value === 'number' ? value : this.refuse(`"${name}" is no number`, 0);
  }

  uint64(name: string): bigint | undefined {
    const raw = this.#members.get(name);
    if (raw === undefined || raw === 'null') return undefined;
    const value = /^\d{1,20}$/.test(raw) ? BigInt(raw) : -1n;
    return value >= 0n && value <= greatestUint64 ? value : this.refuse(`"${name}" is no uint64`, 0n);
  }

  neededUint64(name: string): bigint {
    return this.uint64(name) ?? this.refuse(`"${name}" is missing`, 0n);
  }

  ackId(): { ackId?: bigint } {
    const ackId = this.uint64('ackId');
    return ackId === undefined ? {} : { ackId };
  }

  ttlSeconds(): { ttlSeconds?: number } {
    const ttl = this.uint64('ttlSeconds');
    if (ttl === undefined) return {};
    return ttl <= 300n ? { ttlSeconds: Number(ttl) } : this.refuse('"ttlSeconds" is over 300', {});
  }

  /** official emulator: data may be missing beside metadata alone; then it is an empty text. */
  message(): MessageContent {
    const metadata = this.#metadata();
    if (metadata === undefined) return this.#content();
    return { ...(this.#members.has('data') ? this.#content() : noMessage), metadata };
  }

  /** js client: an invocation with nothing to say has neither data nor dataType. */
  messageOrNothing(): MessageContent {
    return this.#members.has('data') || this.#members.has('metadata') ? this.message() : noMessage;
  }

  /** The members of an object, to be read on. */
  object(name: string): Fields {
    const members = jsonMembers(this.#members.get(name) ?? '');
    return new Fields(members ?? this.refuse(`"${name}" is no object`, new Map<string, string>()));
  }

  /** Takes over the problem of an object inside. */
  checked<T>(inner: Fields, value: T): T {
    return inner.problem === undefined ? value : this.refuse(inner.problem, value);
  }

  state(): { state?: GroupState } {
    if (!this.has('state')) return {};
    const value = this.#value('state');
    const isFlat = isObject(value) && Object.values(value).every((text) => typeof text === 'string');
    return { state: isFlat ? (value as GroupState) : this.refuse('"state" is no object of texts', {}) };
  }

  streamError(): { error?: StreamEndError } {
    if (!this.has('error')) return {};
    const inner = this.object('error');
    const message = inner.textOrNone('message');
    const userErrorCode = inner.textOrNone('userErrorCode');
    const error = {
      ...(message === undefined ? {} : { message }),
      ...(userErrorCode === undefined ? {} : { userErrorCode }),
    };
    return { error: this.checked(inner, error) };
  }

  #metadata(): MessageMetadata | undefined {
    if (!this.has('metadata')) return undefined;
    return parseMetadata(this.#members.get('metadata') ?? '') ?? this.refuse('"metadata" is no metadata', {});
  }

  #content(): MessageContent {
    const dataType = this.#members.has('dataType') ? this.text('dataType').toLowerCase() : 'json';
    const read = contentReaders.get(dataType);
    const content = read?.(this.#value('data'), this.#members.get('data') ?? 'null');
    return content ?? this.refuse('"data" does not fit "dataType"', noMessage);
  }

  #value(name: string): unknown {
    const raw = this.#members.get(name);
    return raw === undefined ? undefined : JSON.parse(raw);
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

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
