import { headerNames } from '../protocol/header-names.js';
import { toContent, toContentOf } from './content.js';
import type { EncodeOptions } from './event-answer.js';
import { invalidAnswer } from './invalid-answer.js';
import type { InvocationContext } from './invocation-context.js';
import { hasOnlyKeys, isRecord } from './own-keys.js';
import type { HostResponse } from './request.js';
import { stateHeader } from './state-header.js';

/**
 * What the client that sent a user event is told: a value by its kind, or an answer that says of itself how its data is to be read.
 * @throws InvocationError (500) for what cannot be sent.
 */
export function encodeUserEvent(context: InvocationContext, returned: unknown, options: EncodeOptions): HostResponse {
  const answer = userAnswerOf(returned);
  const headers = stateHeader(context, answer.states, options);
  if (answer.data === undefined || (answer.data === null && answer.dataType === undefined && !answer.explicit)) {
    return headers === undefined ? { status: 204, headers: {} } : { status: 200, headers };
  }
  const content = answer.dataType === undefined ? toContent(answer.data) : toContentOf(answer.dataType, answer.data);
  if ('problem' in content) {
    throw invalidAnswer(context, options.where, {
      ...content,
      remedy: 'Return a string, bytes, or what JSON can hold.',
    });
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
