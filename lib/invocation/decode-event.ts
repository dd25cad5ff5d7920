import { createError } from '../errors.js';
import { dataTypeOf } from '../protocol/data-type.js';
import type { DataType } from '../protocol/data-type.js';
import { headerNames } from '../protocol/header-names.js';
import { ConnectContext } from './contexts/connect-context.js';
import type { ClientCertificate, ValuesByName } from './contexts/connect-context.js';
import { ConnectedContext } from './contexts/connected-context.js';
import { DisconnectedContext } from './contexts/disconnected-context.js';
import { GroupJoinedContext, GroupLeftContext } from './contexts/group-context.js';
import { MqttConnectContext, MqttConnectedContext, MqttDisconnectedContext } from './contexts/mqtt-contexts.js';
import { UserEventContext } from './contexts/user-event-context.js';
import type { UserEventContextInit } from './contexts/user-event-context.js';
import { decodeMqttConnect, decodeMqttDisconnect } from './decode-mqtt.js';
import { isMqtt } from './event-head.js';
import type { EventHead } from './event-head.js';
import { EventInit, UserEventInit } from './event-init.js';
import type { EventParts } from './event-init.js';
import type { InvocationContext } from './invocation-context.js';
import { parseJson } from './parse-json.js';

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

// The parts that only some events have are assigned to the others, not spread with them: what is made when it is asked for has to stay so.
const decodersOf: Readonly<Record<'system' | 'group', Readonly<Record<string, Decode>>>> = {
  system: {
    connect: decodeConnect,
    connected: (parts) =>
      isMqtt(parts.head) ? new MqttConnectedContext(new EventInit(parts)) : new ConnectedContext(new EventInit(parts)),
    disconnected: decodeDisconnected,
  },
  group: {
    joined: (parts) => new GroupJoinedContext(Object.assign(new EventInit(parts), { group: groupOf(parts) })),
    left: (parts) => new GroupLeftContext(Object.assign(new EventInit(parts), { group: groupOf(parts) })),
  },
};

function decodeConnect(parts: EventParts): ConnectContext {
  const body = jsonObject(parts);
  const init = Object.assign(new EventInit(parts), {
    claims: valuesByName(body['claims']),
    query: valuesByName(body['query']),
    headers: valuesByName(body['headers']),
    subprotocols: texts(body['subprotocols']),
    clientCertificates: Array.isArray(body['clientCertificates']) ? body['clientCertificates'].map(certificate) : [],
  });
  return isMqtt(parts.head)
    ? new MqttConnectContext(Object.assign(init, { mqtt: decodeMqttConnect(body['mqtt']) }))
    : new ConnectContext(init);
}

function decodeDisconnected(parts: EventParts): DisconnectedContext {
  const { reason, mqtt } = jsonObject(parts);
  const init = Object.assign(new EventInit(parts), { reason: textOf(reason) });
  return isMqtt(parts.head)
    ? new MqttDisconnectedContext(Object.assign(init, { mqtt: decodeMqttDisconnect(mqtt) }))
    : new DisconnectedContext(init);
}

function groupOf(parts: EventParts): string {
  const group = textOf(jsonObject(parts)['group']);
  if (group === undefined) throw createError('WPS_BODY_INVALID', { expected: 'a JSON object with "group"' });
  return group;
}

function decodeUserEvent(parts: EventParts): UserEventContext {
  const { head } = parts;
  const dataType = dataTypeOf(head.contentType ?? '') ?? otherDataType(head);
  return new UserEventContext(new UserEventInit(parts, dataType, decoders[dataType]));
}

// service: an MQTT 5 client names any content type; what it means is for the function to know, from the headers of the event.
function otherDataType(head: EventHead): DataType {
  if (isMqtt(head)) return 'binary';
  throw createError('WPS_BODY_TYPE', { contentType: head.contentType ?? '' });
}

const decoders: Readonly<Record<DataType, (body: Buffer) => UserEventContextInit['data']>> = {
  text: (body) => body.toString('utf8'),
  json: (body) => parseJson(body) as UserEventContextInit['data'],
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
  const isList = Array.isArray(value);
  // What JSON has made is nobody else's, so a list that holds texts alone is taken as it is.
  if (isList && value.every((one) => typeof one === 'string')) return value;
  return (isList ? (value as unknown[]) : [value]).filter((one) => typeof one === 'string');
}

function valuesByName(value: unknown): ValuesByName {
  if (typeof value !== 'object' || value === null) return {};
  const byName: Record<string, readonly string[]> = {};
  for (const [name, values] of Object.entries(value)) if (name !== '__proto__') byName[name] = texts(values);
  return byName;
}

function certificate(value: unknown): ClientCertificate {
  const { thumbprint, content } = (value ?? {}) as Readonly<Record<string, unknown>>;
  return { thumbprint: textOf(thumbprint) ?? '', content: textOf(content) ?? '' };
}
