import type { Clock } from '../clock.js';
import { createError, WebPubSubError } from '../errors.js';
import type { StateEncoding } from '../protocol/connection-state.js';
import { headerNames } from '../protocol/header-names.js';
import { quoteOrigin } from '../protocol/origin.js';
import { decodeEvent } from './decode-event.js';
import { encodeFailure } from './encode-event.js';
import { readEventHead } from './event-head.js';
import type { HttpAnswer } from './http-answer.js';
import type { InvocationContext } from './invocation-context.js';
import type { HeaderPairs, HostResponse } from './request.js';
import type { InvocationRuntime } from './runtime.js';
import type { Verifier } from './verifier.js';

/**
 * A request of the service on an HTTP route of the user's own, read and verified. The function runs in every case and returns `response`, or
 * one that it makes itself.
 */
export interface ServiceRequest {
  /** The event; absent for a validation request and for one that could not be read or verified. */
  readonly request?: InvocationContext;
  /** What to return: the answer to a validation request or to a faulty request, else an empty 200. */
  readonly response: HttpAnswer;
  /** Whether the request could not be read or verified. */
  readonly hasError: boolean;
  /** What is wrong with it, for a log; empty where nothing is. */
  readonly errorMessage: string;
  /** An OPTIONS request by which the service asks whether it may send events. */
  readonly isPreflight: boolean;
}

export interface ServiceRequestParts {
  readonly method: string;
  readonly headers: HeaderPairs;
  readonly body: Buffer;
  /** Undefined where verification was switched off. */
  readonly verifier: Verifier | undefined;
  readonly runtime: InvocationRuntime;
  readonly clock: Clock;
  readonly statesEncoding: StateEncoding;
}

export async function readServiceRequest(parts: ServiceRequestParts): Promise<ServiceRequest> {
  const isPreflight = parts.method === 'OPTIONS';
  try {
    const read = isPreflight
      ? { response: answerAbuseProtection(parts) }
      : { request: await readEvent(parts), response: { status: 200 } };
    return { ...read, hasError: false, errorMessage: '', isPreflight };
  } catch (error) {
    if (!(error instanceof WebPubSubError)) throw error;
    return { response: encodeFailure(error), hasError: true, errorMessage: error.message, isPreflight };
  }
}

async function readEvent(parts: ServiceRequestParts): Promise<InvocationContext> {
  const { headers, body, verifier, runtime, clock, statesEncoding } = parts;
  const head = readEventHead(headers);
  await verifier?.verify(head, { headers });
  return decodeEvent({ head, rawHeaders: headers.flat(), body, runtime, clock, statesEncoding });
}

/**
 * Answers the service's question whether it may send events here (CloudEvents webhook 4): allowed for origins that are known services.
 * @throws RequestError (400) for any other.
 */
export function answerAbuseProtection({
  headers,
  verifier,
}: Pick<ServiceRequestParts, 'headers' | 'verifier'>): HostResponse {
  const origins = headers
    .filter(([name]) => name.toLowerCase() === headerNames.requestOrigin)
    .map(([, value]) => value);
  if (origins.length === 0) throw createError('WPS_HEADER_MISSING', { header: headerNames.requestOrigin });
  const origin = origins.join(',');
  const allowed = verifier === undefined ? '*' : verifier.findOrigin(origin)?.origin;
  if (allowed === undefined) throw createError('WPS_ABUSE_PROTECTION', { origin: quoteOrigin(origin) });
  return { status: 200, headers: { [headerNames.allowedOrigin]: allowed } };
}
