import { contentTypeOf } from '../protocol/data-type.js';
import { headerNames } from '../protocol/header-names.js';
import { metadataHeaders, metadataRule, readMetadata } from '../protocol/message-metadata.js';
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
  const metadata = metadataOf(context, answer.metadata, options);
  const states = stateHeader(context, answer.states, options);
  if (isNothing(answer)) return encodeNothing({ ...states, ...metadata }, metadata);
  const content = answer.dataType === undefined ? toContent(answer.data) : toContentOf(answer.dataType, answer.data);
  if ('problem' in content) {
    throw invalidAnswer(context, options.where, {
      ...content,
      remedy: 'Return a string, bytes, or what JSON can hold.',
    });
  }
  return { status: 200, headers: headersOf(content.contentType, states, metadata), body: content.body };
}

// Named, and spread only where there is something: most answers are a type and a state at most.
function headersOf(
  contentType: string,
  states: Record<string, string> | undefined,
  metadata: Record<string, string> | undefined,
): Record<string, string> {
  const headers: Record<string, string> = { [headerNames.contentType]: contentType };
  if (states !== undefined) Object.assign(headers, states);
  if (metadata !== undefined) Object.assign(headers, metadata);
  return headers;
}

interface UserAnswer {
  readonly data?: unknown;
  readonly dataType?: string;
  readonly states?: unknown;
  readonly metadata?: unknown;
  /** Whether the value says of itself that it is an answer, so that a null in it is JSON and not "nothing". */
  readonly explicit: boolean;
}

// Own keys decide: `{ data }` alone is a JSON value like any other, and so is `{ data, metadata }`.
function userAnswerOf(returned: unknown): UserAnswer {
  const saysSo =
    isRecord(returned) &&
    (Object.hasOwn(returned, 'dataType') || Object.hasOwn(returned, 'states')) &&
    hasOnlyKeys(returned, ['data', 'dataType', 'states', 'metadata']);
  if (!saysSo) return { data: returned, explicit: false };
  const { data, dataType, states, metadata } = returned;
  return {
    data,
    ...(dataType === undefined ? {} : { dataType: typeof dataType === 'string' ? dataType : '' }),
    states,
    metadata,
    explicit: true,
  };
}

function isNothing({ data, dataType, explicit }: UserAnswer): boolean {
  return data === undefined || (data === null && dataType === undefined && !explicit);
}

// official emulator: an empty body is no message, unless metadata makes it an empty text
function encodeNothing(headers: Record<string, string>, metadata: Record<string, string> | undefined): HostResponse {
  if (Object.keys(headers).length === 0) return { status: 204, headers };
  if (metadata === undefined || Object.keys(metadata).length === 0) return { status: 200, headers };
  return { status: 200, headers: { [headerNames.contentType]: contentTypeOf('text'), ...headers }, body: '' };
}

function metadataOf(
  context: InvocationContext,
  metadata: unknown,
  { where }: EncodeOptions,
): Record<string, string> | undefined {
  if (metadata === undefined) return undefined;
  const reading = readMetadata(metadata);
  if ('metadata' in reading) return metadataHeaders(reading.metadata);
  const problem = `"metadata" that is ${reading.problem}`;
  throw invalidAnswer(context, where, { problem, remedy: `Let metadata be ${metadataRule}.` });
}
