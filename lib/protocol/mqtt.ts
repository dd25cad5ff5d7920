/** Level of MQTT in a CONNECT packet: 4 is version 3.1.1, 5 is version 5.0. */
export type MqttVersion = 4 | 5;

/** A user property of MQTT 5; a name may come more than once. */
export interface MqttUserProperty {
  readonly name: string;
  readonly value: string;
}

/** What the CONNECT packet of an MQTT client said. */
export interface MqttConnect {
  readonly protocolVersion: MqttVersion;
  readonly username: string | undefined;
  /** The bytes that the client sent. It is in no log and no binding expression. */
  readonly password: Buffer | undefined;
  /** Empty in version 3.1.1. */
  readonly userProperties: readonly MqttUserProperty[];
}

/** How the session of an MQTT client ended. */
export interface MqttDisconnect {
  /** Whether the client ended it, with a DISCONNECT packet. */
  readonly initiatedByClient: boolean;
  /** The DISCONNECT packet, where there was one; its code is 0 in version 3.1.1. */
  readonly disconnectPacket:
    { readonly code: number; readonly userProperties: readonly MqttUserProperty[] } | undefined;
}

// MQTT 3.1.1, 3.2.2.3; MQTT 5, 3.2.2.2: what a CONNACK packet may refuse with, and the HTTP status that means the same to the service.
const statuses: Readonly<Record<MqttVersion, Readonly<Record<number, number>>>> = {
  4: { 1: 400, 2: 400, 3: 503, 4: 401, 5: 401 },
  5: {
    ...{ 128: 500, 129: 400, 130: 400, 131: 400, 132: 400, 133: 400, 134: 401, 135: 401, 136: 503, 137: 503 },
    ...{ 138: 403, 140: 400, 144: 400, 149: 400, 151: 429, 153: 400, 154: 400, 155: 400, 156: 500, 157: 500, 159: 429 },
  },
};

/** The HTTP status of a refusal by a CONNACK code; undefined for a code that does not refuse, or that the version does not have. */
export function statusOfMqttCode(version: MqttVersion, code: number): number | undefined {
  return statuses[version][code];
}

/** The codes that a version can refuse with. */
export function mqttCodes(version: MqttVersion): readonly number[] {
  return Object.keys(statuses[version]).map(Number);
}

/**
 * The CONNACK code for a refusal that was said as an HTTP status: not authorized, wrong user name or password (any other fault of the
 * client), or server unavailable, as in the C# bindings; in version 5 also banned and connection rate exceeded.
 */
export function mqttCodeOf(version: MqttVersion, status: number): number {
  const is5 = version === 5;
  if (status === 401) return is5 ? 135 : 5;
  if (status === 403) return is5 ? 138 : 5;
  if (status === 429) return is5 ? 159 : 3;
  if (status >= 500) return is5 ? 136 : 3;
  return is5 ? 134 : 4;
}
