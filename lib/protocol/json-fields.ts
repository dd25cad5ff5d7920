import type { DataType } from './data-type.js';
import { FrameRules, noMessage } from './frame-rules.js';
import type { MessageContent, StreamEndError } from './frames.js';
import type { GroupState } from './group-state.js';
import { jsonMembers } from './json-members.js';
import { metadataEntries } from './json-metadata.js';
import type { MessageMetadata } from './message-metadata.js';

const greatestUint64 = 2n ** 64n - 1n;
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Reads the members of a frame one by one. */
export class Fields extends FrameRules {
  readonly #members: ReadonlyMap<string, string>;

  constructor(members: ReadonlyMap<string, string>) {
    super();
    this.#members = members;
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
    return this.groupName(this.text('group'));
  }

  event(): string {
    return this.eventName(this.text('event'));
  }

  id(name: string): string {
    return this.idText(name, this.text(name));
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
    return this.needed(name, this.uint64(name));
  }

  ackId(): { ackId?: bigint } {
    const ackId = this.uint64('ackId');
    return ackId === undefined ? {} : { ackId };
  }

  ttlSeconds(): { ttlSeconds?: number } {
    return this.lifetime(this.uint64('ttlSeconds'));
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
    return this.metadataOf(metadataEntries(this.#members.get('metadata') ?? ''));
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
