import { createError } from '../errors.js';
import { headerNames } from '../protocol/header-names.js';
import { toContent } from './content.js';
import { toErrorAnswer } from './error-answer.js';
import { hasOnlyKeys, isRecord } from './own-keys.js';
import type { HostResponse } from './request.js';

/** An answer of an HTTP function that says its status, headers or both. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: unknown;
}

/**
 * The answer of an HTTP function: an object with an integer `status` and no key besides `status`, `headers`, `body` is the response; a string is
 * text, bytes are binary, every other value is JSON; nothing is 204.
 * @throws InvocationError (500) for a value that is none of them.
 */
export function encodeHttp(returned: unknown, where: string): HostResponse {
  if (isHttpAnswer(returned)) {
    const headers = Object.entries(returned.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value] as const);
    return encodeBody(returned.body, { status: returned.status, headers: Object.fromEntries(headers) }, where);
  }
  const nothing = returned === undefined || returned === null;
  return nothing ? { status: 204, headers: {} } : encodeBody(returned, { status: 200, headers: {} }, where);
}

function isHttpAnswer(value: unknown): value is HttpAnswer {
  if (!isRecord(value) || !hasOnlyKeys(value, ['status', 'headers', 'body'])) return false;
  const { status } = value;
  return typeof status === 'number' && Number.isInteger(status) && status >= 100 && status <= 599;
}

function encodeBody(value: unknown, head: HostResponse, where: string): HostResponse {
  if (value === undefined || value === null) return head;
  const content = toContent(value);
  if ('problem' in content) {
    throw createError('WPS_ANSWER_INVALID', {
      where,
      event: 'a request',
      problem: content.problem,
      remedy: 'Return a string, bytes, what JSON can hold, or { status, headers, body }.',
    });
  }
  return { ...head, headers: { [headerNames.contentType]: content.contentType, ...head.headers }, body: content.body };
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
