import { expect } from 'chai';
import { judgeClient, speaksMqtt } from '../../lib/testing/judge-client.js';
import { messageOf } from '../support/define.js';

const told = (client: object, kind: 'connect' | 'disconnected' = 'connect') =>
  messageOf(() => judgeClient('connect("chat")', client, kind));

describe('the client of an event', () => {
  it('speaks MQTT where the test says so', () => {
    expect(
      [{}, { subprotocol: 'json.webpubsub.azure.v1' }, { subprotocol: 'mqtt' }, { mqtt: {} }].map(speaksMqtt),
    ).to.deep.equal([false, false, true, true]);
  });

  it('speaks either MQTT or another protocol', () => {
    expect(told({ mqtt: {}, subprotocol: 'json.webpubsub.azure.v1' })).to.include('json.webpubsub.azure.v1');
    expect(told({ physicalConnectionId: 'p1' })).to.include(
      '"physicalConnectionId" of a client that does not speak MQTT',
    );
    expect(told({ sessionId: 's1', subprotocol: 'x' })).to.include('"sessionId"');
  });

  it('says in MQTT what its version has', () => {
    expect(told({ mqtt: { protocolVersion: 3 } })).to.include('4 (MQTT 3.1.1) or 5');
    expect(told({ mqtt: { protocolVersion: 4, userProperties: [{ name: 'a', value: '1' }] } })).to.include(
      'MQTT 3.1.1 has none',
    );
    expect(told({ mqtt: { pasword: 'x' } })).to.include('did you mean "password"?');
    expect(told({ mqtt: { userProperties: { a: '1' } } })).to.include('an array of { name, value }');
  });

  it('ends with a DISCONNECT packet or without', () => {
    expect(() => judgeClient('x', { mqtt: { disconnectPacket: { code: 0 } } }, 'disconnected')).not.to.throw();
    expect(told({ mqtt: { disconnectPacket: { kode: 0 } } }, 'disconnected')).to.include('{ code, userProperties }');
    expect(told({ mqtt: { protocolVersion: 5 } }, 'disconnected')).to.include('initiatedByClient, disconnectPacket');
  });
});
