import { bytesOf, bytesOfJson } from '../outputs/bytes.js';
import { promiseIn } from '../outputs/promise-in.js';
import { contentTypeOf } from '../protocol/data-type.js';
import type { DataType } from '../protocol/data-type.js';
import { isRecord } from './own-keys.js';

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
  const bytes = bytesOf(value) ?? bytesOfJson(value);
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
      // A Buffer has a form in JSON that nobody means.
      if (bytesOf(value) !== undefined) return { problem: 'dataType "json" and data that is bytes' };
      return typeof value === 'string' ? toJsonText(value) : toJson(value);
    case 'binary':
      return toBytes('binary', value);
    case 'protobuf':
      return toBytes('protobuf', value);
    default:
      return { problem: 'a dataType that is none of "text", "json", "binary" and "protobuf"' };
  }
}

function toBytes(dataType: 'binary' | 'protobuf', value: unknown): Content | ContentProblem {
  const bytes = bytesOf(value) ?? bytesOfJson(value);
  return bytes === undefined
    ? { problem: `dataType "${dataType}" and data that is no bytes` }
    : content(dataType, bytes);
}

function content(dataType: DataType, body: string | Uint8Array): Content {
  return { body, contentType: contentTypeOf(dataType) };
}

function toJson(value: unknown): Content | ContentProblem {
  const problem = jsonProblem(value);
  if (problem !== undefined) return { problem };
  try {
    // JSON.stringify answers undefined, against its declared type, for a function or symbol.
    const text = JSON.stringify(value) as string | undefined;
    return text === undefined ? { problem: `a ${typeof value}, which is no JSON` } : content('json', text);
  } catch (error) {
    const why = error instanceof RangeError ? 'it is nested too deep' : 'a cycle or a BigInt';
    return { problem: `a value that JSON cannot hold (${why})` };
  }
}

/** What JSON.stringify would turn into something else without a word: NaN into null; a Map, an error, a stream into their insides. */
function jsonProblem(value: unknown): string | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) return `the number ${String(value)}, which is no JSON`;
  const key = promiseIn(value);
  if (key !== undefined) return `a promise that nobody awaited as "${key}"`;
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isRecord(value)) return undefined;
  if ('toJSON' in value && typeof value.toJSON === 'function') return undefined;
  return `${nameOf(value)}, which JSON cannot hold`;
}

function nameOf(value: object): string {
  const { constructor } = value as { constructor?: { name?: unknown } };
  return typeof constructor?.name === 'string' && constructor.name !== ''
    ? `a value of ${constructor.name}`
    : 'an object';
}

function toJsonText(text: string): Content | ContentProblem {
  try {
    JSON.parse(text);
    return content('json', text);
  } catch {
    return { problem: 'dataType "json" and a string that is no JSON text' };
  }
}
