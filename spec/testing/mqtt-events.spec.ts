import { expect } from 'chai';
import { mqttConnectedEvent, mqttConnectEvent, mqttDisconnectedEvent } from '../../lib/testing/mqtt-events.js';
import { messageOf } from '../support/define.js';

describe('the events of MQTT clients for tests', () => {
  it('come from a client of MQTT', () => {
    const events = [mqttConnectEvent(), mqttConnectedEvent(), mqttDisconnectedEvent()];
    for (const event of events) expect(event).to.include({ subprotocol: 'mqtt', physicalConnectionId: 'physical1' });
    expect(events.map(({ sessionId }) => sessionId)).to.deep.equal([undefined, 'session1', 'session1']);
  });

  it('take what a test says, of a packet one value at a time', () => {
    const connect = mqttConnectEvent({ userId: 'ann', mqtt: { username: 'ann' } });
    expect([connect.userId, connect.mqtt]).to.deep.equal([
      'ann',
      { protocolVersion: 5, username: 'ann', password: undefined, userProperties: [] },
    ]);
    expect(mqttDisconnectedEvent({ reason: 'bye', mqtt: { initiatedByClient: true } })).to.deep.include({
      reason: 'bye',
      mqtt: { initiatedByClient: true, disconnectPacket: undefined },
    });
  });

  it('take what is undefined for what is not said, also within a packet', () => {
    const { hub, mqtt } = mqttConnectEvent({ hub: undefined, mqtt: { protocolVersion: undefined } } as object);
    expect([hub, mqtt.protocolVersion]).to.deep.equal(['hub', 5]);
  });

  for (const [what, make, words] of [
    ['nothing', () => mqttConnectEvent(null as unknown as object), 'mqttConnectEvent was given null'],
    ['another subprotocol', () => mqttConnectEvent({ subprotocol: 'x' }), 'MQTT clients have the subprotocol "mqtt"'],
    ['another protocol from then on', () => mqttConnectedEvent({ subprotocol: 'x' }), 'the subprotocol "x"'],
    ['a session before it began', () => mqttConnectEvent({ sessionId: 's1' }), 'mqttConnectEvent takes no "sessionId"'],
    ['a password as text', () => mqttConnectEvent({ mqtt: { password: 'p' as unknown as Buffer } }), 'Buffer.from'],
    [
      'a typo in the packet',
      () => mqttConnectEvent({ mqtt: { usrname: 'ann' } as object }),
      'did you mean "username"?',
    ],
    ['a packet that ends nothing', () => mqttDisconnectedEvent({ mqtt: { code: 4 } as object }), 'disconnectPacket'],
  ] as const) {
    it(`are never made of ${what}`, () => {
      expect(messageOf(make)).to.include(words);
    });
  }
});
