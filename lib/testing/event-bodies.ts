import type { ConnectContextInit } from '../invocation/contexts/connect-context.js';
import { toContent, toContentOf } from '../invocation/content.js';
import { bytesOf } from '../outputs/bytes.js';
import { systemContentType, userContentType } from '../emulator/upstream/event.js';
import { dataTypeOf } from '../protocol/data-type.js';
import type { DataType } from '../protocol/data-type.js';
import type { MqttConnect, MqttDisconnect } from '../protocol/mqtt.js';
import type { EventKind } from './event-rules.js';
import { refusal } from './judge.js';

/** What a request carries: its bytes, and how they are to be read. */
export interface Content {
  readonly body: string | Uint8Array;
  readonly contentType: string;
}

/** What a client's CONNECT packet says; version 5 where a test does not say which. */
export type TestMqttConnect = Partial<Omit<MqttConnect, 'password'>> & { readonly password?: string | Uint8Array };

/** What `connect` tells of a client's handshake. */
export type Handshake = Partial<
  Pick<ConnectContextInit, 'claims' | 'query' | 'subprotocols' | 'clientCertificates'>
> & {
  /** Headers of the client's handshake. */
  readonly clientHeaders?: ConnectContextInit['headers'];
  /** The client speaks MQTT: what its CONNECT packet says. */
  readonly mqtt?: TestMqttConnect;
};

/** What an event tells, of any kind; judged before. */
export type Told = Partial<Omit<Handshake, 'mqtt'>> &
  UserContent & { readonly reason?: string; readonly group?: string; readonly mqtt?: object };

/** The body of an event as the service posts it. */
export function bodyOf(where: string, kind: EventKind, told: Told): Content {
  return bodies[kind](told, where);
}

const bodies: Readonly<Record<EventKind, (told: Told, where: string) => Content>> = {
  connect: (told) => connectBody(told),
  connected: () => json({}),
  disconnected: ({ reason = '', mqtt }) => disconnectedBody(reason, mqtt),
  presence: ({ group }, where) => {
    if (group === undefined) throw refusal(where, 'no group', 'Give it as "group".');
    return json({ group });
  },
  user: (told, where) => userBody(where, told),
};

function connectBody(handshake: Handshake): Content {
  const { claims = {}, query = {}, clientHeaders: headers = {}, clientCertificates = [], mqtt } = handshake;
  const subprotocols = handshake.subprotocols ?? (mqtt === undefined ? [] : ['mqtt']);
  const told = { claims, query, headers, subprotocols, clientCertificates };
  return json(mqtt === undefined ? told : { ...told, mqtt: connectPacket(mqtt) });
}

/** Of an MQTT client with the end of its session, of any other with a reason alone. */
function disconnectedBody(reason: string, mqtt?: Partial<MqttDisconnect>): Content {
  if (mqtt === undefined) return json({ reason });
  const { initiatedByClient = false, disconnectPacket = null } = mqtt;
  return json({ reason, mqtt: { initiatedByClient, disconnectPacket } });
}

/** What a client sends: nothing said is an empty text. */
export interface UserContent {
  /** A string is text, bytes are binary, any other value is JSON, unless `dataType` says another. */
  readonly data?: unknown;
  /** Default: what `data` is by itself. */
  readonly dataType?: DataType;
}

/** The body of a user event, as the service posts it. */
function userBody(where: string, event: UserContent): Content {
  const isSilent = !('data' in event) && event.dataType === undefined;
  if (event.data === undefined && !isSilent) throw refusal(where, 'no data', 'Give it as "data"; an empty text is "".');
  const { body, dataType } = dataContent(where, isSilent ? '' : event.data, event.dataType);
  return { body, contentType: userContentType({ dataType }) };
}

/**
 * A value as bytes or text, and what it is: a string is text, bytes are binary, any other value is JSON, unless `dataType` says another. It is
 * the value itself, so a string with `json` is a JSON string and not JSON text.
 * @throws ConfigurationError for what cannot be of its type.
 */
export function dataContent(where: string, data: unknown, dataType?: DataType) {
  if (dataType === 'json' && bytesOf(data) !== undefined)
    throw refusal(
      where,
      'bytes as data with dataType "json"',
      'Give it the value, or leave dataType out: bytes are binary.',
    );
  const isJsonText = dataType === 'json' && typeof data === 'string';
  const value = isJsonText ? JSON.stringify(data) : data;
  const content = dataType === undefined ? toContent(value) : toContentOf(dataType, value);
  if ('problem' in content)
    throw refusal(where, content.problem, 'Let data be of its dataType, or leave dataType out: it follows from data.');
  return { body: content.body, dataType: dataType ?? dataTypeOf(content.contentType) ?? 'binary' };
}

// service: what a client did not say is null, and the password travels as base64.
function connectPacket({ protocolVersion = 5, username, password, userProperties }: TestMqttConnect): object {
  return {
    protocolVersion,
    username: username ?? null,
    password: password === undefined ? null : Buffer.from(bytesOf(password) ?? (password as string)).toString('base64'),
    userProperties: userProperties ?? null,
  };
}

function json(value: object): Content {
  return { body: JSON.stringify(value), contentType: systemContentType };
}
