import { contentTypeOf } from '../protocol/data-type.js';
import type { DataType } from '../protocol/data-type.js';

/** A body that is ready for the wire. */
export interface Content {
  readonly body: string | Uint8Array;
  readonly contentType: string;
}

/** Why a value cannot become a body. */
export interface ContentProblem {
  readonly problem: string;
}

/** A value as a body: a string is text, bytes are binary, every other value is JSON. */
export function toContent(value: unknown): Content | ContentProblem {
  if (typeof value === 'string') return content('text', value);
  const bytes = toBytes(value);
  return bytes === undefined ? toJson(value) : content('binary', bytes);
}

/** A value as a body of a given type; a string with `json` is JSON text already. */
export function toContentOf(dataType: string, value: unknown): Content | ContentProblem {
  switch (dataType.toLowerCase()) {
    case 'text':
      return typeof value === 'string'
        ? content('text', value)
        : { problem: 'dataType "text" and data that is no string' };
    case 'json':
      return typeof value === 'string' ? toJsonText(value) : toJson(value);
    case 'binary': {
      const bytes = toBytes(value);
      return bytes === undefined
        ? { problem: 'dataType "binary" and data that is no bytes' }
        : content('binary', bytes);
    }
    default:
      return { problem: 'a dataType that is none of "text", "json" and "binary"' };
  }
}

function content(dataType: DataType, body: string | Uint8Array): Content {
  return { body, contentType: contentTypeOf(dataType) };
}

function toBytes(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  return value instanceof ArrayBuffer || value instanceof SharedArrayBuffer ? new Uint8Array(value) : undefined;
}

function toJson(value: unknown): Content | ContentProblem {
  try {
    // JSON.stringify answers undefined, against its declared type, for a function or symbol.
    const text = JSON.stringify(value) as string | undefined;
    return text === undefined ? { problem: `a ${typeof value}, which is no JSON` } : content('json', text);
  } catch {
    return { problem: 'a value that JSON cannot hold (a cycle or a BigInt)' };
  }
}

function toJsonText(text: string): Content | ContentProblem {
  try {
    JSON.parse(text);
    return content('json', text);
  } catch {
    return { problem: 'dataType "json" and a string that is no JSON text' };
  }
}
