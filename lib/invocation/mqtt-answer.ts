import { isListOf } from '../metadata/options.js';
import { contentTypeOf } from '../protocol/data-type.js';
import { headerNames } from '../protocol/header-names.js';
import { mqttCodeOf } from '../protocol/mqtt.js';
import type { MqttVersion } from '../protocol/mqtt.js';
import { hasOnlyKeys, isRecord } from './own-keys.js';
import type { Refusal } from './refusal.js';
import type { HostResponse } from './request.js';

/**
 * A refusal in the words of MQTT: any status that is none of 200 to 299, and the code that the client gets in CONNACK. One that was said as a
 * status is translated. Source: the service's description of MQTT events.
 */
export function encodeMqttRefusal({ status, message, mqtt }: Refusal, version: MqttVersion): HostResponse {
  const properties = mqtt?.userProperties;
  const packet = {
    code: mqtt?.code ?? mqttCodeOf(version, status),
    ...(message === '' ? {} : { reason: message }),
    // MQTT 3.1.1 has no user properties.
    ...(version === 5 && isUserProperties(properties) ? { userProperties: properties } : {}),
  };
  const headers = { [headerNames.contentType]: contentTypeOf('json') };
  return { status, headers, body: JSON.stringify({ mqtt: packet }) };
}

/** Whether a value is a list of `{ name, value }`. */
export function isUserProperties(value: unknown): boolean {
  const isText = (one: unknown): boolean => typeof one === 'string';
  return isListOf(
    value,
    (one) => isRecord(one) && hasOnlyKeys(one, ['name', 'value']) && isText(one['name']) && isText(one['value']),
  );
}
