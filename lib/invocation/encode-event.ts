import { contentTypeOf } from '../protocol/data-type.js';
import { headerNames } from '../protocol/header-names.js';
import { encodeConnect } from './connect-answer.js';
import { toErrorAnswer } from './error-answer.js';
import type { EncodeOptions, EventRefusal } from './event-answer.js';
import { InvocationContext } from './invocation-context.js';
import { hasOnlyKeys, isRecord } from './own-keys.js';
import type { HostResponse } from './request.js';
import { encodeUserEvent } from './user-event-answer.js';

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

/** Whether a value that was returned for an event turns the client away. */
export function isRefusal(value: unknown): value is EventRefusal {
  return (
    isRecord(value) &&
    hasOnlyKeys(value, ['code', 'errorMessage']) &&
    Object.hasOwn(value, 'code') &&
    typeof value['code'] === 'string' &&
    Object.hasOwn(refusalStatus, value['code'])
  );
}
