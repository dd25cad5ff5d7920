import { statusOfMqttCode } from '../protocol/mqtt.js';
import { MqttConnectContext } from './contexts/mqtt-contexts.js';
import type { EventRefusal, MqttRefusal } from './event-answer.js';
import { InvocationContext } from './invocation-context.js';
import { hasOnlyKeys, isRecord } from './own-keys.js';

/** How an event was refused, whoever said it and in which form. */
export interface Refusal {
  readonly status: number;
  readonly message: string;
  /** In the words of MQTT, where it was said so. */
  readonly mqtt?: MqttRefusal['mqtt'];
}

const refusalStatus: Readonly<Record<Lowercase<EventRefusal['code']>, number>> = {
  unauthorized: 401,
  usererror: 400,
  servererror: 500,
};

/** The refusal that was returned, else the one that was set on the context. */
export function refusalOf(context: InvocationContext, returned: unknown): Refusal | undefined {
  if (isEventRefusal(returned))
    return { status: refusalStatus[wordOf(returned)], message: textOf(returned.errorMessage) };
  if (isMqttRefusal(returned) && context instanceof MqttConnectContext) {
    const { mqtt } = returned;
    const status = statusOfMqttCode(context.mqtt.protocolVersion, mqtt.code);
    // A code that the client's version does not have is no refusal but a fault, which the encoder of acceptances tells of.
    return status === undefined ? undefined : { status, message: textOf(mqtt.reason), mqtt };
  }
  const { statusCode } = InvocationContext.answerOf(context);
  return statusCode !== undefined && statusCode >= 400 ? { status: statusCode, message: '' } : undefined;
}

/** Whether a value that was returned for an event turns the client away. In the words of MQTT it can do so on `connect`; elsewhere they are data. */
export function isRefusal({ eventType }: InvocationContext, value: unknown): value is EventRefusal | MqttRefusal {
  return isEventRefusal(value) || (eventType === 'system' && isMqttRefusal(value));
}

function isEventRefusal(value: unknown): value is EventRefusal {
  return (
    isRecord(value) &&
    hasOnlyKeys(value, ['code', 'errorMessage']) &&
    Object.hasOwn(value, 'code') &&
    typeof value['code'] === 'string' &&
    isRefusalCode(value['code'])
  );
}

/** In any letter case. */
export function isRefusalCode(code: string): boolean {
  return Object.hasOwn(refusalStatus, code.toLowerCase());
}

// C# writes its codes with a capital; taken for data, such a refusal would let a message pass.
function wordOf({ code }: EventRefusal): Lowercase<EventRefusal['code']> {
  return code.toLowerCase() as Lowercase<EventRefusal['code']>;
}

function isMqttRefusal(value: unknown): value is MqttRefusal {
  if (!isRecord(value) || !hasOnlyKeys(value, ['mqtt']) || !Object.hasOwn(value, 'mqtt')) return false;
  const { mqtt } = value;
  return isRecord(mqtt) && Object.hasOwn(mqtt, 'code') && typeof mqtt['code'] === 'number';
}

// Whatever a refusal says in the wrong form, it refuses.
function textOf(message: unknown): string {
  return typeof message === 'string' ? message : '';
}
