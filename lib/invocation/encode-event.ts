import { contentTypeOf } from '../protocol/data-type.js';
import { headerNames } from '../protocol/header-names.js';
import { encodeConnect } from './connect-answer.js';
import { MqttConnectContext } from './contexts/mqtt-contexts.js';
import { toErrorAnswer } from './error-answer.js';
import type { EncodeOptions } from './event-answer.js';
import type { InvocationContext } from './invocation-context.js';
import { encodeMqttRefusal } from './mqtt-answer.js';
import { refusalOf } from './refusal.js';
import type { Refusal } from './refusal.js';
import type { AnyContext } from './reporter.js';
import type { HostResponse } from './request.js';
import { encodeUserEvent } from './user-event-answer.js';

/**
 * The answer to a blocking event: a refusal, set on the context or returned, before anything else (fail closed); otherwise what was set on the
 * context with the returned object's own keys over it.
 * @throws InvocationError (500) when the returned value is no answer to this event.
 */
export function encodeEvent(context: InvocationContext, returned: unknown, options: EncodeOptions): HostResponse {
  const refusal = refusalOf(context, returned);
  if (refusal !== undefined) return encodeRefusal(refusal, context);
  return context.eventType === 'user'
    ? encodeUserEvent(context, returned, options)
    : encodeConnect(context, returned, options);
}

/** The answer to a failure of a blocking event; of its context, where it got that far. */
export function encodeFailure(error: unknown, context?: AnyContext): HostResponse {
  return encodeRefusal(toErrorAnswer(error), context);
}

function encodeRefusal(refusal: Refusal, context: AnyContext | undefined): HostResponse {
  if (context instanceof MqttConnectContext) return encodeMqttRefusal(refusal, context.mqtt.protocolVersion);
  const { status, message: body } = refusal;
  return { status, headers: { [headerNames.contentType]: contentTypeOf('text') }, body };
}
