import { createError } from '../errors.js';
import { describeEvent } from '../metadata/duplicates.js';
import { encodeConnectionState } from '../protocol/connection-state.js';
import type { ConnectionStates } from '../protocol/connection-state.js';
import { contentTypeOf } from '../protocol/data-type.js';
import { headerNames } from '../protocol/header-names.js';
import { toContent, toContentOf } from './content.js';
import { toErrorAnswer } from './error-answer.js';
import type { EventRefusal } from './event-answer.js';
import { InvocationContext } from './invocation-context.js';
import { hasOnlyKeys, isPlain, isRecord } from './own-keys.js';
import { isNestedTooDeep } from './parse-json.js';
import type { HostResponse } from './request.js';

/** What the encoder must know beside the context. */
export interface EncodeOptions {
  /** `Class.method`, for messages. */
  readonly where: string;
  /** Encoded size of the states, in bytes. */
  readonly statesLimit: number;
}

const refusalStatus: Readonly<Record<EventRefusal['code'], number>> = {
  unauthorized: 401,
  userError: 400,
  serverError: 500,
};

/**
 * The answer to a blocking event: a refusal, set on the context or returned, before anything else (fail closed); otherwise what was set on the
 * context with the returned object's own keys over it.
 * @throws InvocationError (500) when the returned value is no answer to this event.
 */
export function encodeEvent(context: InvocationContext, returned: unknown, options: EncodeOptions): HostResponse {
  const refusal = refusalOf(context, returned);
  if (refusal !== undefined) return refusal;
  return context.eventType === 'user'
    ? encodeUserEvent(context, returned, options)
    : encodeConnect(context, returned, options);
}

/** The answer to a failure of a blocking event. */
export function encodeFailure(error: unknown): HostResponse {
  const { status, message } = toErrorAnswer(error);
  return textAnswer(status, message);
}

function textAnswer(status: number, body: string): HostResponse {
  return { status, headers: { [headerNames.contentType]: contentTypeOf('text') }, body };
}

function refusalOf(context: InvocationContext, returned: unknown): HostResponse | undefined {
  if (isRefusal(returned)) return textAnswer(refusalStatus[returned.code], messageOf(returned));
  const { statusCode } = InvocationContext.answerOf(context);
  return statusCode !== undefined && statusCode >= 400 ? textAnswer(statusCode, '') : undefined;
}

// Whatever a refusal says in the wrong form, it refuses.
function messageOf({ errorMessage }: { readonly errorMessage?: unknown }): string {
  return typeof errorMessage === 'string' ? errorMessage : '';
}

function isRefusal(value: unknown): value is EventRefusal {
  return (
    isRecord(value) &&
    hasOnlyKeys(value, ['code', 'errorMessage']) &&
    Object.hasOwn(value, 'code') &&
    typeof value['code'] === 'string' &&
    Object.hasOwn(refusalStatus, value['code'])
  );
}

const connectKeys = ['userId', 'roles', 'groups', 'subprotocol', 'states'];

function encodeConnect(context: InvocationContext, returned: unknown, options: EncodeOptions): HostResponse {
  const nothing = returned === undefined || returned === null;
  if (!nothing && !isConnectAnswer(returned)) throw noConnectAnswer(context, returned, options);
  const { states, ...fields } = (returned ?? {}) as Readonly<Record<string, unknown>>;
  const { statusCode: _, ...set } = InvocationContext.answerOf(context);
  const body = withoutUndefined({ ...set, ...withoutUndefined(fields) });
  refuseWrongFields(body, context, options);
  const headers = stateHeader(context, states, options);
  if (Object.keys(body).length === 0 && headers === undefined) return { status: 204, headers: {} };
  return {
    status: 200,
    headers: { [headerNames.contentType]: contentTypeOf('json'), ...headers },
    body: JSON.stringify(body),
  };
}

// An instance without keys of its own says nothing; taken for "nothing" it would let a client in.
function isConnectAnswer(value: unknown): value is Record<string, unknown> {
  if (!isRecord(value) || !hasOnlyKeys(value, connectKeys)) return false;
  return isPlain(value) || Object.keys(value).length > 0;
}

function noConnectAnswer(context: InvocationContext, returned: unknown, { where }: EncodeOptions): Error {
  const unknown = isRecord(returned) ? Object.keys(returned).filter((key) => !connectKeys.includes(key)) : [];
  return invalid(context, where, {
    problem:
      unknown.length > 0
        ? `the unknown key ${unknown.map((key) => `"${key}"`).join(', ')}`
        : 'a value that is no object of answers',
    remedy: `Return an object of ${connectKeys.join(', ')}, or nothing.`,
  });
}

// service: texts are JSON strings and lists are arrays of them; a subprotocol must be usable as a header value.
function refuseWrongFields(
  body: Readonly<Record<string, unknown>>,
  context: InvocationContext,
  { where }: EncodeOptions,
): void {
  for (const [key, value] of Object.entries(body)) {
    const field = connectFields[key];
    if (field !== undefined && !field.accepts(value)) {
      throw invalid(context, where, { problem: `a wrong "${key}"`, remedy: `Give it ${field.expected}.` });
    }
  }
}

interface ConnectField {
  readonly accepts: (value: unknown) => boolean;
  readonly expected: string;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const texts: ConnectField = {
  accepts: (value) => Array.isArray(value) && value.every(isText),
  expected: 'an array of texts',
};
const connectFields: Readonly<Record<string, ConnectField>> = {
  // The service sends it back as a header of every event.
  userId: {
    accepts: (value) => typeof value === 'string' && !/[\u0000-\u001f\u007f]/.test(value),
    expected: 'a text without control characters',
  },
  roles: texts,
  groups: texts,
  subprotocol: {
    accepts: (value) => isText(value) && /^[\w!#$%&'*+.^`|~-]+$/.test(value),
    expected: 'the name of a subprotocol',
  },
};

function encodeUserEvent(context: InvocationContext, returned: unknown, options: EncodeOptions): HostResponse {
  const answer = userAnswerOf(returned);
  const headers = stateHeader(context, answer.states, options);
  if (answer.data === undefined || (answer.data === null && answer.dataType === undefined && !answer.explicit)) {
    return headers === undefined ? { status: 204, headers: {} } : { status: 200, headers };
  }
  const content = answer.dataType === undefined ? toContent(answer.data) : toContentOf(answer.dataType, answer.data);
  if ('problem' in content) {
    throw invalid(context, options.where, { ...content, remedy: 'Return a string, bytes, or what JSON can hold.' });
  }
  return { status: 200, headers: { [headerNames.contentType]: content.contentType, ...headers }, body: content.body };
}

interface UserAnswer {
  readonly data?: unknown;
  readonly dataType?: string;
  readonly states?: unknown;
  /** Whether the value says of itself that it is an answer, so that a null in it is JSON and not "nothing". */
  readonly explicit: boolean;
}

// Own keys decide: `{ data }` alone is a JSON value like any other.
function userAnswerOf(returned: unknown): UserAnswer {
  const saysSo =
    isRecord(returned) &&
    (Object.hasOwn(returned, 'dataType') || Object.hasOwn(returned, 'states')) &&
    hasOnlyKeys(returned, ['data', 'dataType', 'states']);
  if (!saysSo) return { data: returned, explicit: false };
  const { data, dataType, states } = returned;
  return {
    data,
    ...(dataType === undefined ? {} : { dataType: typeof dataType === 'string' ? dataType : '' }),
    states,
    explicit: true,
  };
}

/** `ce-connectionState` when the states changed: those on the context, with the returned keys over them. */
function stateHeader(
  context: InvocationContext,
  returned: unknown,
  options: EncodeOptions,
): Record<string, string> | undefined {
  const over = returned ?? {};
  if (!isRecord(context.states) || !isRecord(over)) throw wrongStates(context, '"states" that are no object', options);
  const states = withoutPrototype({ ...context.states, ...over });
  const content = toContent(states);
  if ('problem' in content) throw wrongStates(context, `"states" with ${content.problem}`, options);
  // The next event brings them back, and would be refused.
  if (isNestedTooDeep(Buffer.from(content.body)))
    throw wrongStates(context, '"states" that are nested too deep', options);
  if (content.body === InvocationContext.statesBefore(context)) return undefined;
  const header = encodeConnectionState(states);
  if (header.length > options.statesLimit)
    throw createError('WPS_STATES_TOO_LARGE', { size: header.length, limit: options.statesLimit });
  return { [headerNames.connectionState]: header };
}

function wrongStates(context: InvocationContext, problem: string, { where }: EncodeOptions): Error {
  return invalid(context, where, { problem, remedy: 'Let states be an object that JSON can hold.' });
}

function withoutPrototype(states: ConnectionStates): ConnectionStates {
  return Object.fromEntries(Object.entries(states).filter(([key]) => key !== '__proto__'));
}

function withoutUndefined(record: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined && value !== null));
}

function invalid(context: InvocationContext, where: string, details: { problem: string; remedy: string }): Error {
  return createError('WPS_ANSWER_INVALID', { where, event: describeEvent(context), ...details });
}
