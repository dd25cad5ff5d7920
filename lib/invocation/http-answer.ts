import { createError } from '../errors.js';
import { headerNames } from '../protocol/header-names.js';
import { toContent } from './content.js';
import { toErrorAnswer } from './error-answer.js';
import { hasOnlyKeys, isRecord } from './own-keys.js';
import type { HostResponse } from './request.js';

/** An answer of an HTTP function that says its status, headers or both. */
export interface HttpAnswer {
  /** A whole number from 200 to 599. */
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** A string is text, bytes are binary, every other value is JSON. */
  readonly body?: unknown;
}

/**
 * The answer of an HTTP function: an object with an integer `status` and no key besides `status`, `headers`, `body` is the response; a string is
 * text, bytes are binary, every other value is JSON; nothing is 204.
 * @throws InvocationError (500) for a value that is none of them.
 */
export function encodeHttp(returned: unknown, where: string): HostResponse {
  if (isHttpAnswer(returned)) {
    // HTTP: an answer in the 100s is followed by another, so a client would wait for that one.
    if (returned.status < 200) throw invalid(where, `the interim status ${String(returned.status)}`);
    return encodeBody(
      returned.body,
      { status: returned.status, headers: encodeHeaders(returned.headers ?? {}, where) },
      where,
    );
  }
  const nothing = returned === undefined || returned === null;
  return nothing ? { status: 204, headers: {} } : encodeBody(returned, { status: 200, headers: {} }, where);
}

function isHttpAnswer(value: unknown): value is HttpAnswer {
  if (!isRecord(value) || !hasOnlyKeys(value, ['status', 'headers', 'body'])) return false;
  const { status } = value;
  return typeof status === 'number' && Number.isInteger(status) && status >= 100 && status <= 599;
}

function encodeHeaders(said: unknown, where: string): HostResponse['headers'] {
  if (!isRecord(said)) throw invalid(where, '"headers" that are no object');
  const given = Object.entries(said).filter(([, value]) => value !== undefined);
  const bad = given.find(([name, value]) => !isHeaderName(name) || ![value].flat().every(isHeaderValue));
  const framing = given.find(([name]) => framingHeaders.has(name.toLowerCase()));
  if (framing !== undefined) throw invalid(where, `the header ${framing[0]}, which is for the server to send`);
  // Only the name: a value may be a secret.
  if (bad !== undefined) throw invalid(where, `a header ${JSON.stringify(bad[0])} that HTTP cannot carry`);
  return Object.fromEntries(given.map(([name, value]) => [name.toLowerCase(), value as string | readonly string[]]));
}

// RFC 9110 7.6.1 and 8.6: how long an answer is and what becomes of its connection, the server knows.
const framingHeaders = new Set([
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'upgrade',
  'trailer',
  'te',
]);

// RFC 9110 5.1 and 5.5; Node writes text above ASCII as Latin-1.
const isHeaderName = (name: string): boolean => /^[\w!#$%&'*+.^`|~-]+$/.test(name);
const isHeaderValue = (value: unknown): boolean => typeof value === 'string' && /^[\t\x20-\x7e\x80-\xff]*$/.test(value);

function encodeBody(value: unknown, head: HostResponse, where: string): HostResponse {
  if (value === undefined || value === null) return head;
  const content = toContent(value);
  if ('problem' in content) throw invalid(where, content.problem);
  return { ...head, headers: { [headerNames.contentType]: content.contentType, ...head.headers }, body: content.body };
}

function invalid(where: string, problem: string): Error {
  const remedy = 'Return a string, bytes, what JSON can hold, or { status, headers, body }.';
  return createError('WPS_ANSWER_INVALID', { where, event: 'a request', problem, remedy });
}

/** A failure as a problem document (RFC 9457) that tells nothing of the inside. */
export function encodeHttpFailure(error: unknown): HostResponse {
  const { status, message } = toErrorAnswer(error);
  return {
    status,
    headers: { [headerNames.contentType]: 'application/problem+json' },
    body: JSON.stringify({ title: message, status }),
  };
}
