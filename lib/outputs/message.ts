import { types } from 'node:util';
import { bytesOf, bytesOfJson } from './bytes.js';
import { createError, isError } from '../errors.js';
import { type MessageMetadata, metadataRule, readMetadata } from '../protocol/message-metadata.js';
import type { OperationMessage } from '../protocol/operations.js';
import { describeValue, type Fields } from './fields.js';
import { promiseIn } from './promise-in.js';
import type { OutputDataType } from './vocabulary.js';

const dataTypes: readonly OutputDataType[] = ['text', 'json', 'binary'];
const contentTypes = 'a string, bytes, or a value that JSON can carry';

/**
 * Encodes the content of a message once, where the item was accepted: what the caller changes later does not reach the wire.
 */
export function encodeMessage(fields: Fields, field: string, messageLimit: number): OperationMessage {
  if (!fields.isGiven(field)) throw fields.refuse(field, fields.has(field) ? 'undefined' : 'missing', contentTypes);
  const value = fields.value(field);
  const dataType = fields.isGiven('dataType') ? fields.oneOf('dataType', dataTypes) : inferDataType(value);
  const data = encoders[dataType](value, fields, field);
  const size = typeof data === 'string' ? Buffer.byteLength(data) : data.byteLength;
  if (size > messageLimit) throw createError('WPS_OUTPUT_TOO_LARGE', { size, limit: messageLimit });
  return { dataType, data, ...metadataOf(fields) };
}

function metadataOf(fields: Fields): { readonly metadata?: MessageMetadata } {
  if (!fields.isGiven('metadata')) return {};
  const reading = readMetadata(fields.value('metadata'));
  if ('problem' in reading) throw fields.refuse('metadata', reading.problem, metadataRule);
  return reading;
}

function inferDataType(value: unknown): OutputDataType {
  if (typeof value === 'string') return 'text';
  return bytesOf(value) === undefined ? 'json' : 'binary';
}

type Encoder = (value: unknown, fields: Fields, field: string) => string | Uint8Array;

const encoders: Readonly<Record<OutputDataType, Encoder>> = {
  text: (value, fields, field) => {
    if (typeof value === 'string') return value;
    throw fields.refuse(field, `${describeValue(value)} sent as text`, 'a string, or leave dataType out');
  },
  json: encodeJson,
  binary: (value, fields, field) => {
    const bytes = bytesOf(value) ?? bytesOfJson(value);
    if (bytes !== undefined) return Buffer.from(bytes);
    throw fields.refuse(
      field,
      `${describeValue(value)} sent as binary`,
      'bytes: a Buffer, a typed array or an ArrayBuffer',
    );
  },
};

function encodeJson(value: unknown, fields: Fields, field: string): string {
  if (typeof value === 'string') return checkJsonText(value, fields, field);
  // A Buffer has a form in JSON that nobody means.
  if (bytesOf(value) !== undefined)
    throw fields.refuse(field, 'bytes sent as JSON', 'a value or its JSON text; bytes go as "binary"');
  // JSON.stringify gives `{}` and `null` for these, which nobody means.
  if (types.isPromise(value)) throw fields.refuse(field, 'a promise', 'what it resolves to: await it');
  if (typeof value === 'number' && !Number.isFinite(value))
    throw fields.refuse(field, 'no finite number', contentTypes);
  const key = promiseIn(value);
  if (key !== undefined)
    throw fields.refuse(field, `a value whose "${key}" is a promise`, 'what it resolves to: await it');
  const text = isOpaque(value) ? undefined : stringify(value, fields, field);
  if (text === undefined) throw fields.refuse(field, `${describeValue(value)}, which JSON cannot carry`, contentTypes);
  return text;
}

/** Whether JSON.stringify would give `{}` or the insides of an object: a Map, an error, a stream. Not so where it says how it is JSON. */
function isOpaque(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  if ('toJSON' in value && typeof value.toJSON === 'function') return false;
  const isObject = Object.prototype.toString.call(value) === '[object Object]';
  return !isObject || Symbol.iterator in value || Symbol.asyncIterator in value;
}

function stringify(value: unknown, fields: Fields, field: string): string | undefined {
  try {
    return JSON.stringify(value);
  } catch (error) {
    const problem = `not serialisable as JSON (${explain(error)})`;
    throw fields.refuse(field, problem, contentTypes, { cause: error });
  }
}

// A string with dataType json is JSON text already, as in the released C# bindings.
function checkJsonText(text: string, fields: Fields, field: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch {
    throw fields.refuse(
      field,
      'a string that is not JSON text',
      'JSON text, or a value to be serialised; or send it as text',
    );
  }
}

function explain(error: unknown): string {
  // The engine's words tell of its stack.
  if (error instanceof RangeError) return 'it is nested too deep';
  return isError(error) ? firstLine(error.message) : String(error);
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
