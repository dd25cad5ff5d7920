import { isListOf } from '../metadata/options.js';
import { contentTypeOf } from '../protocol/data-type.js';
import { headerNames } from '../protocol/header-names.js';
import { mqttCodes } from '../protocol/mqtt.js';
import { MqttConnectContext } from './contexts/mqtt-contexts.js';
import type { EncodeOptions } from './event-answer.js';
import { invalidAnswer } from './invalid-answer.js';
import { InvocationContext } from './invocation-context.js';
import { isUserProperties } from './mqtt-answer.js';
import { hasOnlyKeys, isPlain, isRecord } from './own-keys.js';
import type { HostResponse } from './request.js';
import { stateHeader } from './state-header.js';

const connectKeys = ['userId', 'roles', 'groups', 'subprotocol', 'states'];
const mqttKeys = [...connectKeys, 'mqtt'];

/**
 * The acceptance of a client: what was set on the context with the returned object's own keys over it.
 * @throws InvocationError (500) when the returned value is no such answer.
 */
export function encodeConnect(context: InvocationContext, returned: unknown, options: EncodeOptions): HostResponse {
  const nothing = returned === undefined || returned === null;
  if (!nothing && !isConnectAnswer(returned, keysOf(context))) throw noConnectAnswer(context, returned, options);
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

function keysOf(context: InvocationContext): readonly string[] {
  return context instanceof MqttConnectContext ? mqttKeys : connectKeys;
}

// An instance without keys of its own says nothing; taken for "nothing" it would let a client in.
function isConnectAnswer(value: unknown, keys: readonly string[]): value is Record<string, unknown> {
  if (!isRecord(value) || !hasOnlyKeys(value, keys)) return false;
  return isPlain(value) || Object.keys(value).length > 0;
}

function noConnectAnswer(context: InvocationContext, returned: unknown, { where }: EncodeOptions): Error {
  const keys = keysOf(context);
  const unknown = isRecord(returned) ? Object.keys(returned).filter((key) => !keys.includes(key)) : [];
  return invalidAnswer(context, where, {
    problem:
      unknown.length > 0
        ? `the unknown key ${unknown.map((key) => `"${key}"`).join(', ')}`
        : 'a value that is no object of answers',
    remedy: `Return an object of ${keys.join(', ')}, or nothing.`,
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
      throw invalidAnswer(context, where, { problem: `a wrong "${key}"`, remedy: `Give it ${field.expected}.` });
    }
  }
}

interface ConnectField {
  readonly accepts: (value: unknown) => boolean;
  readonly expected: string;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
const texts: ConnectField = {
  accepts: (value) => isListOf(value, isText),
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
  // A code here is one that the client's version of MQTT does not have.
  mqtt: {
    accepts: (value) =>
      isRecord(value) && hasOnlyKeys(value, ['userProperties']) && isUserProperties(value['userProperties'] ?? []),
    expected: `userProperties, a list of { name, value }; or a code that refuses (${mqttCodes(4).join(', ')} in version 3.1.1; ${mqttCodes(5).join(', ')} in version 5)`,
  },
  subprotocol: {
    accepts: (value) => isText(value) && /^[\w!#$%&'*+.^`|~-]+$/.test(value),
    expected: 'the name of a subprotocol',
  },
};

function withoutUndefined(record: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined && value !== null));
}
