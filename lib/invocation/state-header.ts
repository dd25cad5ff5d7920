import { createError } from '../errors.js';
import { encodeConnectionState } from '../protocol/connection-state.js';
import type { ConnectionStates } from '../protocol/connection-state.js';
import { headerNames } from '../protocol/header-names.js';
import { isTextNestedTooDeep } from '../protocol/nesting.js';
import { toContent } from './content.js';
import type { EncodeOptions } from './event-answer.js';
import { invalidAnswer } from './invalid-answer.js';
import { InvocationContext } from './invocation-context.js';
import { isPlain, isRecord } from './own-keys.js';

const none: ConnectionStates = {};

/** `ce-connectionState` when the states changed: those on the context, with the returned keys over them. */
export function stateHeader(
  context: InvocationContext,
  returned: unknown,
  options: EncodeOptions,
): Record<string, string> | undefined {
  const over = returned ?? none;
  if (!isRecord(context.states) || !isRecord(over)) throw wrongStates(context, '"states" that are no object', options);
  const states = withoutPrototype(
    over === none && isPlain(context.states) ? context.states : { ...context.states, ...over },
  );
  const content = toContent(states);
  if ('problem' in content) throw wrongStates(context, `"states" with ${content.problem}`, options);
  const json = typeof content.body === 'string' ? content.body : JSON.stringify(states);
  // The next event brings them back, and would be refused.
  if (isTextNestedTooDeep(json)) throw wrongStates(context, '"states" that are nested too deep', options);
  if (json === InvocationContext.statesBefore(context)) return undefined;
  const header = encodeConnectionState(states, options.statesEncoding, json);
  if (header.length > options.statesLimit)
    throw createError('WPS_STATES_TOO_LARGE', { size: header.length, limit: options.statesLimit });
  return { [headerNames.connectionState]: header };
}

function wrongStates(context: InvocationContext, problem: string, { where }: EncodeOptions): Error {
  return invalidAnswer(context, where, { problem, remedy: 'Let states be an object that JSON can hold.' });
}

function withoutPrototype(states: ConnectionStates): ConnectionStates {
  if (!Object.hasOwn(states, '__proto__')) return states;
  return Object.fromEntries(Object.entries(states).filter(([key]) => key !== '__proto__'));
}
