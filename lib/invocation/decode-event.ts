import { systemClock } from '../clock.js';
import type { Clock } from '../clock.js';
import { createError } from '../errors.js';
import { decodeConnectionState } from '../protocol/connection-state.js';
import type { ConnectionStates, StateEncoding } from '../protocol/connection-state.js';
import { dataTypeOf } from '../protocol/data-type.js';
import type { DataType } from '../protocol/data-type.js';
import { headerNames } from '../protocol/header-names.js';
import { ConnectContext } from './contexts/connect-context.js';
import type { ClientCertificate, ConnectContextInit, ValuesByName } from './contexts/connect-context.js';
import { ConnectedContext } from './contexts/connected-context.js';
import { DisconnectedContext } from './contexts/disconnected-context.js';
import type { DisconnectedContextInit } from './contexts/disconnected-context.js';
import { GroupJoinedContext, GroupLeftContext } from './contexts/group-context.js';
import { MqttConnectContext, MqttConnectedContext, MqttDisconnectedContext } from './contexts/mqtt-contexts.js';
import { UserEventContext } from './contexts/user-event-context.js';
import { decodeMqttConnect, decodeMqttDisconnect } from './decode-mqtt.js';
import { isMqtt } from './event-head.js';
import type { EventHead } from './event-head.js';
import type { InvocationContext, InvocationContextInit } from './invocation-context.js';
import { parseJson } from './parse-json.js';
import type { InvocationRuntime } from './runtime.js';

/** All that a context is made of. */
export interface EventParts {
  readonly head: EventHead;
  readonly eventHeaders: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly runtime: InvocationRuntime;
  /** The time of an event that does not say its own. Default: that of the machine. */
  readonly clock?: Clock;
  /** How whoever else writes the states encodes their values. Default `json`. */
  readonly statesEncoding?: StateEncoding | undefined;
}

/**
 * The context of an event.
 * @throws RequestError (400) for a body that is not what the event's content type announces, and for an event that does not exist.
 */
export function decodeEvent(parts: EventParts): InvocationContext {
  const { eventType, eventName } = parts.head;
  const name = eventName.toLowerCase();
  if (eventType === 'user') return decodeUserEvent(parts);
  const decode = Object.hasOwn(decodersOf[eventType], name) ? decodersOf[eventType][name] : undefined;
  if (decode === undefined) throw createError('WPS_HEADER_INVALID', { header: headerNames.eventName });
  return decode(parts);
}

type Decode = (parts: EventParts) => InvocationContext;

const decodersOf: Readonly<Record<'system' | 'group', Readonly<Record<string, Decode>>>> = {
  system: {
    connect: decodeConnect,
    connected: (parts) =>
      isMqtt(parts.head) ? new MqttConnectedContext(common(parts)) : new ConnectedContext(common(parts)),
    disconnected: decodeDisconnected,
  },
  group: {
    joined: (parts) => new GroupJoinedContext({ ...common(parts), group: groupOf(parts) }),
    left: (parts) => new GroupLeftContext({ ...common(parts), group: groupOf(parts) }),
  },
};

function common({
  head,
  eventHeaders,
  runtime,
  clock = systemClock,
  statesEncoding,
}: EventParts): InvocationContextInit {
  const { hub, connectionId, userId, subprotocol, origin, signature, physicalConnectionId, sessionId } = head;
  return {
    ...{ hub, connectionId, userId, subprotocol, origin, signature, eventHeaders, runtime },
    ...{ physicalConnectionId, sessionId },
    ...(head.id === undefined ? {} : { id: head.id }),
    time: timeOf(head.time) ?? new Date(clock.now()),
    states: statesOf(head.connectionState, statesEncoding),
  };
}

function statesOf(header: string | undefined, encoding: StateEncoding | undefined): ConnectionStates {
  const states = decodeConnectionState(header, encoding);
  if (states === undefined) throw createError('WPS_HEADER_INVALID', { header: headerNames.connectionState });
  return states;
}

function timeOf(text: string | undefined): Date | undefined {
  const time = new Date(text ?? '');
  return Number.isNaN(time.getTime()) ? undefined : time;
}

function decodeConnect(parts: EventParts): ConnectContext {
  const body = jsonObject(parts);
  const init: ConnectContextInit = {
    ...common(parts),
    claims: valuesByName(body['claims']),
    query: valuesByName(body['query']),
    headers: valuesByName(body['headers']),
    subprotocols: texts(body['subprotocols']),
    clientCertificates: Array.isArray(body['clientCertificates']) ? body['clientCertificates'].map(certificate) : [],
  };
  return isMqtt(parts.head)
    ? new MqttConnectContext({ ...init, mqtt: decodeMqttConnect(body['mqtt']) })
    : new ConnectContext(init);
}

function decodeDisconnected(parts: EventParts): DisconnectedContext {
  const { reason, mqtt } = jsonObject(parts);
  const init: DisconnectedContextInit = { ...common(parts), reason: textOf(reason) };
  return isMqtt(parts.head)
    ? new MqttDisconnectedContext({ ...init, mqtt: decodeMqttDisconnect(mqtt) })
    : new DisconnectedContext(init);
}

function groupOf(parts: EventParts): string {
  const group = textOf(jsonObject(parts)['group']);
  if (group === undefined) throw createError('WPS_BODY_INVALID', { expected: 'a JSON object with "group"' });
  return group;
}

function decodeUserEvent(parts: EventParts): UserEventContext {
  const { head, body } = parts;
  const dataType = dataTypeOf(head.contentType ?? '') ?? otherDataType(head);
  const { eventName, metadata } = head;
  return new UserEventContext({
    ...common(parts),
    eventName,
    data: decoders[dataType](body),
    dataType,
    payload: body,
    metadata,
  });
}

// service: an MQTT 5 client names any content type; what it means is for the function to know, from the headers of the event.
function otherDataType(head: EventHead): DataType {
  if (isMqtt(head)) return 'binary';
  throw createError('WPS_BODY_TYPE', { contentType: head.contentType ?? '' });
}

const decoders: Readonly<Record<DataType, (body: Buffer) => string | number | boolean | object | null>> = {
  text: (body) => body.toString('utf8'),
  json: (body) => parseJson(body) as string | number | boolean | object | null,
  binary: (body) => body,
  protobuf: (body) => body,
};

/** The body of a system or group event; an empty one counts as an empty object. */
function jsonObject({ head, body }: EventParts): Readonly<Record<string, unknown>> {
  if (body.length === 0) return {};
  if (dataTypeOf(head.contentType ?? '') !== 'json')
    throw createError('WPS_BODY_TYPE', { contentType: head.contentType ?? '' });
  const value = parseJson(body);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw createError('WPS_BODY_INVALID', { expected: 'a JSON object' });
  }
  return value as Readonly<Record<string, unknown>>;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function texts(value: unknown): readonly string[] {
  return [value ?? []].flat().filter((one) => typeof one === 'string');
}

function valuesByName(value: unknown): ValuesByName {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== '__proto__')
      .map(([name, values]) => [name, texts(values)]),
  );
}

function certificate(value: unknown): ClientCertificate {
  const { thumbprint, content } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return { thumbprint: textOf(thumbprint) ?? '', content: textOf(content) ?? '' };
}
