import {
  MqttConnectContext,
  MqttConnectedContext,
  MqttDisconnectedContext,
} from '../invocation/contexts/mqtt-contexts.js';
import type { MqttConnectContextInit, MqttDisconnectedContextInit } from '../invocation/contexts/mqtt-contexts.js';
import type { InvocationContextInit } from '../invocation/invocation-context.js';
import type { ConnectionStates } from '../protocol/connection-state.js';
import type { MqttConnect, MqttDisconnect } from '../protocol/mqtt.js';
import { anywhere, endRules, handshakeRules } from './events.js';
import { object } from './event-rules.js';
import { refusal, saidIn } from './judge.js';
import { judgeContext } from './judge-context.js';

/** What every event of an MQTT client has where a test does not say it. */
const anyClient = { ...anywhere, subprotocol: 'mqtt', physicalConnectionId: 'physical1' };

/** A `connect` event of an MQTT client; version 5 where the test does not say which. */
export function mqttConnectEvent<TState = ConnectionStates>(
  given: Partial<Omit<MqttConnectContextInit<TState>, 'mqtt'>> & { readonly mqtt?: Partial<MqttConnect> } = {},
): MqttConnectContext<TState> {
  const maker = 'mqttConnectEvent';
  const own = { ...handshakeRules, mqtt: object };
  const { mqtt, ...said } = judgeContext(
    { maker, kind: 'connect', eventType: 'system', eventName: 'connect', isMqtt: true, own },
    given,
  );
  if (typeof mqtt?.password === 'string')
    throw refusal(maker, 'a text as the password', 'A packet has bytes: give it Buffer.from(password).');
  const packet: MqttConnect = { protocolVersion: 5, username: undefined, password: undefined, userProperties: [] };
  return new MqttConnectContext({
    ...anyClient,
    subprotocols: ['mqtt'],
    ...said,
    mqtt: { ...packet, ...saidIn(mqtt ?? {}) },
  });
}

/** A `connected` event of an MQTT client. */
export function mqttConnectedEvent<TState = ConnectionStates>(
  init: Partial<InvocationContextInit<TState>> = {},
): MqttConnectedContext<TState> {
  const maker = 'mqttConnectedEvent';
  const said = judgeContext(
    { maker, kind: 'connected', eventType: 'system', eventName: 'connected', isMqtt: true },
    init,
  );
  return new MqttConnectedContext({ ...anyClient, sessionId: 'session1', ...said });
}

/** A `disconnected` event of an MQTT client, which sent no DISCONNECT packet where the test does not say it. */
export function mqttDisconnectedEvent<TState = ConnectionStates>(
  given: Partial<Omit<MqttDisconnectedContextInit<TState>, 'mqtt'>> & { readonly mqtt?: Partial<MqttDisconnect> } = {},
): MqttDisconnectedContext<TState> {
  const maker = 'mqttDisconnectedEvent';
  const own = { ...endRules, mqtt: object };
  const { mqtt, ...said } = judgeContext(
    { maker, kind: 'disconnected', eventType: 'system', eventName: 'disconnected', isMqtt: true, own },
    given,
  );
  const end: MqttDisconnect = { initiatedByClient: false, disconnectPacket: undefined };
  return new MqttDisconnectedContext({
    ...anyClient,
    sessionId: 'session1',
    ...said,
    mqtt: { ...end, ...saidIn(mqtt ?? {}) },
  });
}
