import { expect } from 'chai';
import { bodyOf, dataContent } from '../../lib/testing/event-bodies.js';
import { messageOf } from '../support/define.js';

const user = (told: object) => bodyOf('userEvent', 'user', told);
const refused = (told: object) => messageOf(() => user(told));

describe('the body of an event', () => {
  it('is data as its client sent it', () => {
    expect([
      user({}),
      user({ data: 'hi' }),
      user({ data: null }),
      user({ data: 'hi', dataType: 'json' }),
    ]).to.deep.equal([
      { body: '', contentType: 'text/plain; charset=utf-8' },
      { body: 'hi', contentType: 'text/plain; charset=utf-8' },
      { body: 'null', contentType: 'application/json' },
      { body: '"hi"', contentType: 'application/json' },
    ]);
    expect(user({ data: Buffer.from('x'), dataType: 'protobuf' }).contentType).to.equal('application/x-protobuf');
  });

  it('cannot be data of another type', () => {
    expect(refused({ data: Buffer.from('x'), dataType: 'json' })).to.include('bytes as data with dataType "json"');
    expect(refused({ data: 5, dataType: 'text' }))
      .to.include('dataType "text"')
      .and.to.include('leave dataType out');
    expect(refused({ data: 'x', dataType: 'binary' })).to.include('no bytes');
    expect(refused({ data: new Map() })).to.include('a value of Map');
  });

  it('cannot be data that is missing', () => {
    expect(refused({ data: undefined })).to.include('no data');
    expect(refused({ dataType: 'json' })).to.include('no data');
    expect(messageOf(() => bodyOf('groupJoined', 'presence', {}))).to.include('no group');
  });

  it('tells of the handshake, and of MQTT where the client speaks it', () => {
    const read = (told: object) => JSON.parse(String(bodyOf('connect', 'connect', told).body)) as object;
    const nothing = { claims: {}, query: {}, headers: {}, subprotocols: [], clientCertificates: [] };
    expect(read({})).to.deep.equal(nothing);
    expect(read({ mqtt: { username: 'ann', password: 'pass' } })).to.deep.equal({
      ...{ ...nothing, subprotocols: ['mqtt'] },
      mqtt: { protocolVersion: 5, username: 'ann', password: 'cGFzcw==', userProperties: null },
    });
  });

  it('tells how a connection ended', () => {
    expect(bodyOf('x', 'disconnected', { reason: 'bye' }).body).to.equal('{"reason":"bye"}');
    expect(bodyOf('x', 'disconnected', { mqtt: {} }).body).to.equal(
      '{"reason":"","mqtt":{"initiatedByClient":false,"disconnectPacket":null}}',
    );
  });

  it('says what its data is', () => {
    expect(dataContent('x', { a: 1 })).to.deep.equal({ body: '{"a":1}', dataType: 'json' });
  });
});
