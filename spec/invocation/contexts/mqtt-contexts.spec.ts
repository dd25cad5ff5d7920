import { expect } from 'chai';
import { ConnectContext } from '../../../lib/invocation/contexts/connect-context.js';
import { ConnectedContext } from '../../../lib/invocation/contexts/connected-context.js';
import { DisconnectedContext } from '../../../lib/invocation/contexts/disconnected-context.js';
import { mqttConnectedEvent, mqttConnectEvent, mqttDisconnectedEvent } from '../../../lib/testing/mqtt-events.js';

describe('the contexts of MQTT clients', () => {
  it('are those of their events, so that a function for all clients takes them', () => {
    expect(mqttConnectEvent()).to.be.instanceOf(ConnectContext);
    expect(mqttConnectedEvent()).to.be.instanceOf(ConnectedContext);
    expect(mqttDisconnectedEvent()).to.be.instanceOf(DisconnectedContext);
  });

  it('have what the packet said', () => {
    const { mqtt } = mqttConnectEvent({ mqtt: { protocolVersion: 4, username: 'ann' } });
    expect(mqtt).to.deep.include({ protocolVersion: 4, username: 'ann', userProperties: [] });
  });

  it('keep the password from what expressions and logs read', () => {
    const context = mqttConnectEvent({ mqtt: { username: 'ann', password: Buffer.from('secret') } });
    expect(context.bindingData['mqtt']).to.have.keys('protocolVersion', 'username', 'userProperties');
    expect(JSON.stringify([context, context.bindingData])).to.not.include(Buffer.from('secret').toJSON().data.join());
  });

  it('tell how a session ended', () => {
    const packet = { code: 142, userProperties: [] };
    const { mqtt, bindingData } = mqttDisconnectedEvent({
      mqtt: { initiatedByClient: true, disconnectPacket: packet },
    });
    expect(mqtt).to.deep.equal({ initiatedByClient: true, disconnectPacket: packet });
    expect(bindingData['mqtt']).to.equal(mqtt);
  });
});
