import { isPlain, isRecord } from '../invocation/own-keys.js';
import { isBytes } from '../outputs/bytes.js';

/** A value as it is now: literals, lists and bytes are copied, what has a meaning of its own is not. */
export function copyOf(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return Buffer.from(value);
  if (isBytes(value)) return structuredClone(value);
  if (Array.isArray(value)) return value.map(copyOf);
  if (!isRecord(value) || !isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, copyOf(one)]));
}
