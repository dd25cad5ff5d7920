import type { HttpAnswer } from './http-answer.js';

/** node:http itself answers what is no request, before the service sees it: without a body and for the last time. */
const ofNode: readonly number[] = [400, 408, 413, 417, 431];
const withoutBody: readonly number[] = [404, 415];
const withError: readonly number[] = [400, 404, 409, 501];
const successes: readonly number[] = [200, 202, 204];

/** What is wrong with an answer of the REST interface; undefined when it is one of the service's own. */
export function problemOfAnswer(answer: HttpAnswer, method: string): string | undefined {
  const { status, headers, body, isKeptAlive } = answer;
  if (method === 'HEAD' && body !== '') return 'a HEAD with a body';
  if (successes.includes(status)) return undefined;
  if (!isKeptAlive && ofNode.includes(status) && body === '') return undefined;
  if (status === 401) return has(headers, 'www-authenticate');
  if (status === 405) return has(headers, 'allow');
  if (!headers.has('x-ms-error-code')) {
    return withoutBody.includes(status) && body === '' ? undefined : `a status ${String(status)} without an error code`;
  }
  if (!withError.includes(status)) return `a status ${String(status)}`;
  return method === 'HEAD' ? undefined : problemOfBody(body, headers.get('x-ms-error-code') ?? '');
}

function problemOfBody(text: string, code: string): string | undefined {
  try {
    const value = JSON.parse(text) as Readonly<Record<string, unknown>>;
    const isError =
      value['code'] === code && [value['message'], value['target']].every((said) => typeof said === 'string');
    return isError ? undefined : `an error body that is none: ${text.slice(0, 200)}`;
  } catch {
    return `an error body that is no JSON: ${text.slice(0, 200)}`;
  }
}

function has(headers: HttpAnswer['headers'], name: string): string | undefined {
  return headers.has(name) ? undefined : `no ${name}`;
}
