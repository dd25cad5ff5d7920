import { dataTypeOf } from '../../protocol/data-type.js';
import type { MessageContent } from '../../protocol/frames.js';
import { headerNames } from '../../protocol/header-names.js';
import type { HttpAnswer } from './http.js';

/** What the app answered to a user event: at most a reply to its sender, and a new state. */
export interface UserEventAcceptance {
  readonly reply?: MessageContent;
  readonly state?: string;
}

export type UserEventAnswer = UserEventAcceptance | { readonly problem: string };

export function isSuccess(status: number): boolean {
  return status >= 200 && status <= 299;
}

/** Reads the app's answer; an empty body is no reply, whatever its content type says. */
export function readUserEventAnswer({ status, lines, body }: HttpAnswer): UserEventAnswer {
  if (!isSuccess(status)) return { problem: `the app answered ${status}` };
  const state = lines(headerNames.connectionState).at(-1);
  const accepted = state === undefined ? {} : { state };
  if (body.length === 0) return accepted;
  const reply = readReply(lines('content-type')[0] ?? 'application/octet-stream', body);
  return typeof reply === 'string' ? { problem: reply } : { ...accepted, reply };
}

function readReply(contentType: string, body: Buffer): MessageContent | string {
  const dataType = dataTypeOf(contentType);
  if (dataType === undefined) return `the app answered with the content type ${contentType}`;
  if (dataType === 'binary' || dataType === 'protobuf') return { dataType, data: body };
  const data = body.toString('utf8');
  return dataType === 'text' || isJson(data) ? { dataType, data } : 'the app answered with JSON that is none';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
