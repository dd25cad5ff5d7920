import { mediaTypeOf } from '../protocol/data-type.js';
import { parseJson } from './parse-json.js';

/** Reads the body of an HTTP request: JSON and forms as values, text as a string, anything else as bytes. */
export function decodeHttpBody(bytes: Buffer, contentType: string | undefined): unknown {
  if (bytes.length === 0) return undefined;
  const mediaType = mediaTypeOf(contentType ?? '');
  if (mediaType === 'application/json' || mediaType.endsWith('+json')) return parseJson(bytes);
  if (mediaType === 'application/x-www-form-urlencoded')
    return parametersOf(new URLSearchParams(bytes.toString('utf8')));
  return mediaType.startsWith('text/') ? bytes.toString('utf8') : bytes;
}

/** Parameters by name; one that is there several times is an array. */
export function parametersOf(parameters: URLSearchParams): Record<string, string | string[]> {
  const values = Object.create(null) as Record<string, string | string[]>;
  for (const name of new Set(parameters.keys())) {
    const all = parameters.getAll(name);
    values[name] = all.length === 1 ? (all[0] ?? '') : all;
  }
  return values;
}
