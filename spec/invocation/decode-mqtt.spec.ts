import { expect } from 'chai';
import { decodeMqttConnect, decodeMqttDisconnect } from '../../lib/invocation/decode-mqtt.js';
import { codeOf } from '../support/define.js';

describe('the CONNECT packet in a body', () => {
  it('has version, name, password and user properties', () => {
    const userProperties = [
      { name: 'a', value: '1' },
      { name: 'a', value: '2' },
    ];
    const password = Buffer.from('pass').toString('base64');
    expect(decodeMqttConnect({ protocolVersion: 5, username: 'ann', password, userProperties })).to.deep.equal({
      protocolVersion: 5,
      username: 'ann',
      password: Buffer.from('pass'),
      userProperties,
    });
  });

  it('says null for what the client did not say', () => {
    const body = { protocolVersion: 4, cleanStart: true, username: null, password: null, userProperties: null };
    expect(decodeMqttConnect(body)).to.deep.equal({
      ...{ protocolVersion: 4, username: undefined, password: undefined, userProperties: [] },
    });
  });

  it('leaves out a user property that is none', () => {
    const userProperties = [null, 'a', { name: 'a' }, { name: 'a', value: 1 }, { name: 'b', value: 'c', more: 1 }];
    expect(decodeMqttConnect({ protocolVersion: 5, userProperties }).userProperties).to.deep.equal([
      { name: 'b', value: 'c' },
    ]);
  });

  for (const wrong of [undefined, null, 'mqtt', {}, { protocolVersion: 3 }, { protocolVersion: '5' }]) {
    it(`is never ${wrong === undefined ? 'nothing' : JSON.stringify(wrong)}`, () => {
      expect(codeOf(() => decodeMqttConnect(wrong))).to.equal('WPS_BODY_INVALID');
    });
  }
});

describe('the end of a session in a body', () => {
  it('is who ended it, and with which packet', () => {
    const disconnectPacket = { code: 4, userProperties: [{ name: 'a', value: '1' }] };
    expect(decodeMqttDisconnect({ initiatedByClient: true, disconnectPacket })).to.deep.equal({
      initiatedByClient: true,
      disconnectPacket,
    });
  });

  it('is a lost connection where it does not say more', () => {
    const lost = { initiatedByClient: false, disconnectPacket: undefined };
    const bodies = [undefined, {}, { initiatedByClient: false, disconnectPacket: null }, { disconnectPacket: {} }];
    for (const body of bodies) expect(decodeMqttDisconnect(body)).to.deep.equal(lost);
  });
});
