import type { OperationName } from '../../protocol/operations.js';
import type { Refusal } from '../broker/refusals.js';
import type { RestAnswer } from './rest-message.js';

export const apiVersions = ['2021-10-01', '2022-11-01', '2023-07-01', '2024-01-01', '2024-12-01'] as const;
export const latestVersion = '2024-12-01';

const supportedVersions = { 'api-supported-versions': apiVersions.join(', ') };

/** An answer with nothing to say. */
export function emptyAnswer(status: number): RestAnswer {
  return { status, headers: supportedVersions };
}

export function jsonAnswer(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): RestAnswer {
  const contentType = { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers: { ...supportedVersions, ...contentType, ...headers }, body: JSON.stringify(value) };
}

/** An answer in words, of what is no operation. */
export function textAnswer(status: number, body: string): RestAnswer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}

/** recorded (2024-12-01): the members of an error body and their order; `innererror` until 2023. */
export function refusalAnswer(refusal: Refusal, problemType = 'application/problem+json'): RestAnswer {
  if (refusal.isProblem) return problemAnswer(refusal, problemType);
  const { status, code, message, target } = refusal;
  return jsonAnswer(status, { code, message, target, details: null, inner: null }, { 'x-ms-error-code': code });
}

// recorded: the members and their order; this answer names no versions.
function problemAnswer({ status, code, message, target }: Refusal, type: string): RestAnswer {
  const errors = { [target]: [message] };
  const title = 'One or more validation errors occurred.';
  const rest = { type: null, title, status, detail: null, instance: null, extensions: {} };
  return {
    status,
    headers: { 'content-type': `${type}; charset=utf-8`, 'x-ms-error-code': code },
    body: JSON.stringify({ code, message, target, errors, ...rest }),
  };
}

/** What a HEAD call says of what is not there. */
type Question = Extract<OperationName, 'connectionExists' | 'userExists' | 'groupExists' | 'hasPermission'>;
const missing: Readonly<Record<Question, readonly [code: string, target: string, parameter: string, text: string]>> = {
  connectionExists: ['Warning.Connection.NotExisted', 'Connection', 'connectionId', 'is not found.'],
  userExists: ['Warning.User.NotExisted', 'User', 'userId', 'is not found.'],
  groupExists: ['Warning.Group.NotExisted', 'Group', 'group', 'is empty.'],
  // official emulator: a permission that is not there looks like a connection that is not there.
  hasPermission: ['Info.Connection.NotExisted', 'Connection', 'connectionId', 'is not found.'],
};

/** The answer to a question whose answer is no. */
export function noAnswer(name: OperationName, parameters: Readonly<Record<string, string>>): RestAnswer {
  const [code, target, parameter, text] = missing[name as Question];
  const message = `${target} \`${parameters[parameter] ?? ''}\` ${text}`;
  return refusalAnswer({ status: 404, code, message, target });
}

/** 401, with the reason where HTTP has a place for it. */
export function unauthorizedAnswer(problem: string): RestAnswer {
  const description = `Bearer error="invalid_token", error_description="${problem}"`;
  return { status: 401, headers: { 'www-authenticate': description } };
}
