import type { OptionRules } from '../metadata/options.js';
import { isUserProperties } from '../invocation/mqtt-answer.js';
import { bytesOf } from '../outputs/bytes.js';
import type { EventKind } from './event-rules.js';
import { judge, refusal } from './judge.js';

/** Who sent an event, as far as a test says it. */
export interface TestSender {
  /** Default `connection1`. */
  readonly connectionId?: string | undefined;
  readonly userId?: string | undefined;
  /** `mqtt` for a client of MQTT. */
  readonly subprotocol?: string | undefined;
  /** Of MQTT clients alone: the network connection under the session. */
  readonly physicalConnectionId?: string | undefined;
  /** Of MQTT clients alone, from `connected` on. */
  readonly sessionId?: string | undefined;
  readonly mqtt?: object | undefined;
}

/** Whether a test speaks of a client of MQTT. */
export function speaksMqtt({ mqtt, subprotocol }: TestSender): boolean {
  return mqtt !== undefined || subprotocol === 'mqtt';
}

/**
 * Judges what is said of MQTT: it fits together or it could never come from one client.
 * @throws ConfigurationError naming what contradicts what.
 */
export function judgeClient(where: string, client: TestSender, kind: EventKind): void {
  const { mqtt, subprotocol } = client;
  if (mqtt !== undefined && subprotocol !== undefined && subprotocol !== 'mqtt')
    throw refusal(
      where,
      `"mqtt" with the subprotocol "${subprotocol}"`,
      'Take one of them away: MQTT clients have the subprotocol "mqtt".',
    );
  for (const member of ['physicalConnectionId', 'sessionId'] as const)
    if (client[member] !== undefined && !speaksMqtt(client))
      throw refusal(
        where,
        `"${member}" of a client that does not speak MQTT`,
        'Take it away, or give it subprotocol "mqtt".',
      );
  if (mqtt !== undefined) judge(`${where} as "mqtt"`, mqtt, kind === 'disconnected' ? endRules : packetRules);
  const { protocolVersion, userProperties } = (mqtt ?? {}) as { protocolVersion?: unknown; userProperties?: unknown };
  if (protocolVersion === 4 && Array.isArray(userProperties) && userProperties.length > 0)
    throw refusal(
      where,
      'userProperties with protocolVersion 4',
      'MQTT 3.1.1 has none; take them away, or let it be version 5.',
    );
}

const isText = (value: unknown): boolean => typeof value === 'string';

/** Of a CONNECT packet. */
const packetRules: OptionRules = {
  protocolVersion: { accepts: (value) => value === 4 || value === 5, expected: '4 (MQTT 3.1.1) or 5' },
  username: { accepts: isText, expected: 'a text' },
  password: { accepts: (value) => isText(value) || bytesOf(value) !== undefined, expected: 'a text or bytes' },
  userProperties: { accepts: isUserProperties, expected: 'an array of { name, value }' },
};

/** Of the end of a session. */
const endRules: OptionRules = {
  initiatedByClient: { accepts: (value) => typeof value === 'boolean', expected: 'true or false' },
  disconnectPacket: { accepts: (value) => isPacket(value), expected: '{ code, userProperties }, or leave it out' },
};

function isPacket(value: unknown): boolean {
  const { code, userProperties = [] } = (value ?? {}) as { readonly code?: unknown; readonly userProperties?: unknown };
  return Number.isInteger(code) && isUserProperties(userProperties);
}
