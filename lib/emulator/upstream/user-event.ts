import { dataTypeOf } from '../../protocol/data-type.js';
import type { MessageContent } from '../../protocol/frames.js';
import { headerNames } from '../../protocol/header-names.js';
import { failureOf, type Failure } from './answer-status.js';
import { readMetadataHeaders } from '../metadata-headers.js';
import type { HttpAnswer } from './http.js';
import { isJson } from '../is-json.js';

/** What the app answered to a user event: at most a reply to its sender, and a new state. */
export interface UserEventAcceptance {
  readonly reply?: MessageContent;
  readonly state?: string;
}

export type UserEventAnswer = UserEventAcceptance | Failure;

/** Reads the app's answer; an empty body is no reply, whatever its content type says, unless there is metadata. */
export function readUserEventAnswer({ status, headerNames: names, lines, body }: HttpAnswer): UserEventAnswer {
  const failure = failureOf(status, wordsOf(lines('content-type')[0] ?? '', body));
  if (failure !== undefined) return failure;
  const state = lines(headerNames.connectionState).at(-1);
  const accepted = state === undefined ? {} : { state };
  const read = readMetadataHeaders(names, lines);
  if (read === undefined && body.length === 0) return accepted;
  if (read !== undefined && 'problem' in read)
    return { problem: `the app answered with metadata that is ${read.problem}` };
  const reply =
    body.length === 0 ? emptyReply : readReply(lines('content-type')[0] ?? 'application/octet-stream', body);
  return typeof reply === 'string' ? { problem: reply } : { ...accepted, reply: { ...reply, ...read } };
}

// official emulator: a reply of metadata alone is an empty text.
const emptyReply: MessageContent = { dataType: 'text', data: '' };

function readReply(contentType: string, body: Buffer): MessageContent | string {
  const dataType = dataTypeOf(contentType);
  if (dataType === undefined) return `the app answered with the content type ${contentType}`;
  if (dataType === 'binary' || dataType === 'protobuf') return { dataType, data: body };
  const data = body.toString('utf8');
  return dataType === 'text' || isJson(data) ? { dataType, data } : 'the app answered with JSON that is none';
}

// A client is told in text alone, and not at any length.
function wordsOf(contentType: string, body: Buffer): string {
  return dataTypeOf(contentType) === 'text' ? body.toString('utf8').slice(0, 1024) : '';
}
