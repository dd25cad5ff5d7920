import { RawJson } from './json-text.js';

/** What the members of a message are called, with the numbers they have. */
export type ProtobufMessage = Readonly<Record<string, number | readonly [number: number, inside: Inside]>>;

type Inside = Readonly<Record<string, number | readonly [number: number, inside: 'map']>> | 'map';

const greatest = 2n ** 64n - 1n;

/** Writes the members that are there by what they are: a value of another type than expected has another wire type. */
export function writeMessage(members: Readonly<Record<string, unknown>>, message: ProtobufMessage): Buffer {
  const fields = Object.entries(members).map(([name, value]) => {
    const field = Object.hasOwn(message, name) ? message[name] : undefined;
    if (field === undefined) return Buffer.alloc(0);
    return typeof field === 'number' ? writeField(field, value) : writeField(field[0], value, field[1]);
  });
  return Buffer.concat(fields);
}

export function writeField(number: number, value: unknown, inside: Inside = {}): Buffer {
  if (value === undefined || value === null) return Buffer.alloc(0);
  if (typeof value === 'boolean') return writeVarint(number, value ? 1n : 0n);
  if (typeof value === 'number') return writeVarint(number, toUint64(String(value)));
  if (value instanceof RawJson) return writeVarint(number, toUint64(value.text));
  if (typeof value === 'string') return writeBytes(number, Buffer.from(value));
  if (Buffer.isBuffer(value)) return writeBytes(number, value);
  if (Array.isArray(value)) return Buffer.concat(value.map((entry) => writeField(number, entry, inside)));
  if (inside === 'map') {
    const entries = Object.entries(value).map(([key, text]) => ({ key, text: text as unknown }));
    return Buffer.concat(entries.map((entry) => writeBytes(number, writeMessage(entry, { key: 1, text: 2 }))));
  }
  return writeBytes(number, writeMessage(value as Readonly<Record<string, unknown>>, inside));
}

function writeBytes(number: number, bytes: Buffer): Buffer {
  return Buffer.concat([varint(BigInt(number * 8 + 2)), varint(BigInt(bytes.length)), bytes]);
}

function writeVarint(number: number, value: bigint): Buffer {
  return Buffer.concat([varint(BigInt(number * 8)), varint(value)]);
}

function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return Buffer.from([...bytes, Number(rest)]);
}

function toUint64(text: string): bigint {
  return /^-?\d{1,40}$/.test(text) ? BigInt(text) & greatest : 0n;
}

/** Every field of a message with its values in order: numbers, or the bytes of a text or of a message inside. */
export function readFields(bytes: Buffer): ReadonlyMap<number, readonly (number | Buffer)[]> | undefined {
  const fields = new Map<number, (number | Buffer)[]>();
  for (let at = 0; at < bytes.length;) {
    const [tag, start] = readVarint(bytes, at);
    const [value, next] = readVarint(bytes, start);
    const isBytes = tag % 8 === 2;
    const end = isBytes ? next + value : next;
    if ((tag % 8 !== 0 && !isBytes) || end > bytes.length) return undefined;
    const values = fields.get(Math.floor(tag / 8)) ?? [];
    fields.set(Math.floor(tag / 8), [...values, isBytes ? bytes.subarray(next, end) : value]);
    at = end;
  }
  return fields;
}

function readVarint(bytes: Buffer, start: number): readonly [value: number, end: number] {
  let value = 0;
  let at = start;
  for (let factor = 1; at < bytes.length; factor *= 128) {
    const byte = bytes[at] ?? 0;
    value += (byte & 127) * factor;
    at += 1;
    if (byte < 128) break;
  }
  return [value, at];
}
