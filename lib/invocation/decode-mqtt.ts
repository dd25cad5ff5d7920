import { createError } from '../errors.js';
import type { MqttConnect, MqttDisconnect, MqttUserProperty } from '../protocol/mqtt.js';

/**
 * Reads `mqtt` of the body of `connect`: what the CONNECT packet said. The password travels as base64.
 * @throws RequestError (400) where it is not there or of another version than 4 or 5.
 */
export function decodeMqttConnect(value: unknown): MqttConnect {
  const { protocolVersion, username, password, userProperties } = recordOf(value);
  if (protocolVersion !== 4 && protocolVersion !== 5)
    throw createError('WPS_BODY_INVALID', { expected: 'a JSON object with "mqtt" of protocolVersion 4 or 5' });
  return {
    protocolVersion,
    username: typeof username === 'string' ? username : undefined,
    password: typeof password === 'string' ? Buffer.from(password, 'base64') : undefined,
    userProperties: propertiesOf(userProperties),
  };
}

/** Reads `mqtt` of the body of `disconnected`; what it does not say is a connection that was lost. */
export function decodeMqttDisconnect(value: unknown): MqttDisconnect {
  const { initiatedByClient, disconnectPacket } = recordOf(value);
  const { code, userProperties } = recordOf(disconnectPacket);
  return {
    initiatedByClient: initiatedByClient === true,
    disconnectPacket: typeof code === 'number' ? { code, userProperties: propertiesOf(userProperties) } : undefined,
  };
}

function propertiesOf(value: unknown): readonly MqttUserProperty[] {
  return Array.isArray(value) ? value.flatMap(propertyOf) : [];
}

function propertyOf(property: unknown): readonly MqttUserProperty[] {
  const { name, value } = recordOf(property);
  return typeof name === 'string' && typeof value === 'string' ? [{ name, value }] : [];
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
