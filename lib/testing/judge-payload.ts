import { isDeepStrictEqual } from 'node:util';
import type { DataType } from '../protocol/data-type.js';
import { refusal } from './judge.js';

/** What a user event carries, as its sender wrote it. */
export interface Sent {
  readonly body: string | Uint8Array;
  readonly dataType: DataType;
}

/**
 * The bytes of a user event: those that a test gives, where they say what its data says.
 * @throws ConfigurationError where they say something else.
 */
export function payloadOf(where: string, { body, dataType }: Sent, given: unknown): Buffer {
  const payload = Buffer.from(body);
  if (given === undefined) return payload;
  if (!Buffer.isBuffer(given))
    throw refusal(where, 'a payload that is no Buffer', 'Give it the bytes, or leave it out.');
  if (given.equals(payload) || (dataType === 'json' && isDeepStrictEqual(parse(given), parse(payload)))) return given;
  throw refusal(where, 'a payload that says something else than data', 'Leave it out: it follows from data.');
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString()) as unknown;
  } catch {
    return undefined;
  }
}
