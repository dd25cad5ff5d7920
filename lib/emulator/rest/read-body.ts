import { dataTypeOf } from '../../protocol/data-type.js';
import { isGroupName } from '../../protocol/names.js';
import type { OperationMessage } from '../../protocol/operations.js';
import { badRequest, invalidGroups, type Refusal } from '../broker/refusals.js';
import { readMetadataHeaders } from '../metadata-headers.js';
import type { RestRequest } from './rest-message.js';

/** A content type that the operation does not take. */
export type BodyProblem = { readonly refusal: Refusal } | { readonly status: 415 };

/** Reads the message of a send, in the official emulator's order: length, type, body, JSON, metadata. */
export async function readMessage(
  request: RestRequest,
  bodyLimit: number,
): Promise<{ readonly message: OperationMessage } | BodyProblem> {
  const content = await readContent(request, bodyLimit);
  if (!('message' in content)) return content;
  const { headerNames, header } = request;
  const read = readMetadataHeaders(headerNames, (name) => [header(name) ?? '']);
  if (read === undefined) return content;
  if ('problem' in read) return { refusal: badRequest(`The metadata is ${read.problem}.`) };
  return { message: { ...content.message, ...read } };
}

async function readContent(
  request: RestRequest,
  bodyLimit: number,
): Promise<{ readonly message: OperationMessage } | BodyProblem> {
  const dataType = dataTypeOf(request.header('content-type') ?? 'application/octet-stream');
  if (dataType === undefined || dataType === 'protobuf') return { status: 415 };
  const body = await readBytes(request, bodyLimit);
  if (!Buffer.isBuffer(body)) return body;
  if (dataType === 'binary') return { message: { dataType, data: body } };
  const text = decodeText(body, request.header('content-type') ?? '');
  if (text === undefined) return { status: 415 };
  if (dataType === 'json' && parseJson(text) === undefined) return { refusal: notJson };
  return { message: { dataType, data: text } };
}

/** Reads the body of `:addToGroups` and `:removeFromGroups`. */
export async function readGroups(
  request: RestRequest,
  bodyLimit: number,
): Promise<{ readonly groups: readonly string[]; readonly filter?: string } | BodyProblem> {
  if (dataTypeOf(request.header('content-type') ?? '') !== 'json') return { status: 415 };
  const body = await readBytes(request, bodyLimit);
  if (!Buffer.isBuffer(body)) return body;
  const text = decodeText(body, request.header('content-type') ?? '');
  if (text === undefined) return { status: 415 };
  const parsed = parseJson(text);
  if (parsed === undefined) return { refusal: notJson };
  return readGroupMembers(parsed.value);
}

function readGroupMembers(
  value: unknown,
): { readonly groups: readonly string[]; readonly filter?: string } | BodyProblem {
  const { groups, filter } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  if (!Array.isArray(groups)) return { refusal: invalidGroups };
  const names = groups.filter((group): group is string => typeof group === 'string' && isGroupName(group));
  if (names.length !== groups.length) return { refusal: invalidGroups };
  if (filter === undefined || filter === null || filter === '') return { groups: names };
  return typeof filter === 'string' ? { groups: names, filter } : { refusal: badRequest('Invalid filter.', 'Filter') };
}

async function readBytes(
  { header, readBody }: RestRequest,
  bodyLimit: number,
): Promise<Buffer | { readonly refusal: Refusal }> {
  const length = Number(header('content-length') ?? Number.NaN);
  if (Number.isNaN(length)) return { refusal: badRequest('Invalid Content-Length header.') };
  if (length > bodyLimit) {
    return { refusal: badRequest(`Invalid Content-Length header: a body has at most ${bodyLimit} bytes.`) };
  }
  return readBody(bodyLimit);
}

/** Text in any charset becomes UTF-8; undefined for a charset nobody knows, or one without its second quotation mark. */
function decodeText(body: Buffer, contentType: string): string | undefined {
  const charset = /;\s*charset\s*=([^;]*)/i.exec(contentType)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset.trim().replace(/^"(.*)"$/, '$1')).decode(body);
  } catch {
    return undefined;
  }
}

const notJson = badRequest('The request body is not a valid JSON.');

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}
