import { expect } from 'chai';
import { mqttConnectedEvent, mqttConnectEvent, mqttDisconnectedEvent } from '../../lib/testing/mqtt-events.js';

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
});
