import { expect } from 'chai';
import { abuseProtectionRequest, signedEvent } from '../../lib/testing/signed-event.js';
import type { SignedEventInit } from '../../lib/testing/signed-event.js';
import { messageOf } from '../support/define.js';

const key = { accessKey: 'secret-key', hub: 'chat' };
const refused = (init: object) => messageOf(() => signedEvent(init as SignedEventInit));

describe('a signed event', () => {
  it('is a user event unless it says otherwise', () => {
    const { method, url, headers, body } = signedEvent({ ...key, data: 'hi' });
    expect([method, url, Buffer.from(body).toString()]).to.deep.equal(['POST', '/api/webpubsub/hubs/chat', 'hi']);
    expect(headers).to.include({ 'ce-type': 'azure.webpubsub.user.message', 'ce-id': '1' });
  });

  it('is a system event by its name, and goes to the URL of the settings', () => {
    const url = 'http://localhost:3000/{hub}/{event}';
    const request = signedEvent({ ...key, eventName: 'connect', query: { room: ['1'] }, url });
    expect(request.url).to.equal('http://localhost:3000/chat/connect');
    expect(request.headers).to.include({ 'ce-type': 'azure.webpubsub.sys.connect', 'ce-id': '0' });
  });

  it('carries a state and a user id as the wire does', () => {
    const { headers } = signedEvent({ ...key, data: '', states: { k: 1 }, userId: 'Zoë' });
    expect(headers).to.include({
      'ce-connectionstate': 'eyJrIjoxfQ==',
      'ce-userid': Buffer.from('Zoë').toString('latin1'),
    });
  });

  for (const [what, init, words] of [
    ['data of a connect', { ...key, eventName: 'connect', data: 'hi' }, 'system event "connect" takes no "data"'],
    ['states before connect', { ...key, eventName: 'connect', states: {} }, 'no "states"'],
    ['a typo', { ...key, usreId: 'ann' }, 'did you mean "userId"?'],
    ['the first word of a name', { ...key, event: 'connect' }, 'did you mean "eventName"?'],
    ['no hub', { accessKey: 'secret-key' }, 'no hub'],
    ['no key', { hub: 'chat' }, 'no key to sign with'],
    ['bytes as JSON', { ...key, data: Buffer.from('x'), dataType: 'json' }, 'bytes as data'],
    ['a group event that there is not', { ...key, eventType: 'group', eventName: 'gone' }, 'joined, left'],
    ['a type that there is not', { ...key, eventType: 'sys', eventName: 'connect' }, '"system" or "user" or "group"'],
    ['no group', { ...key, eventType: 'group', eventName: 'joined' }, 'no group'],
    ['states that are no JSON', { ...key, data: '', states: { n: 1n } }, 'states that JSON cannot hold'],
    ['MQTT in another protocol', { ...key, eventName: 'connect', mqtt: {}, subprotocol: 'x' }, 'MQTT clients have'],
  ] as const) {
    it(`is never made of ${what}`, () => {
      expect(refused(init)).to.include(words).and.not.to.include('secret-key');
    });
  }
});

describe('the request of abuse protection', () => {
  it('asks for the origin, without a signature', () => {
    const connectionString = 'Endpoint=https://chat.webpubsub.azure.com;AccessKey=secret-key;Version=1.0;';
    expect(abuseProtectionRequest({ hub: 'chat', connectionString, url: 'http://x/{hub}/{event}' })).to.deep.equal({
      ...{ method: 'OPTIONS', url: 'http://x/chat/validate' },
      headers: { 'webhook-request-origin': 'chat.webpubsub.azure.com', 'ce-awpsversion': '1.0' },
    });
  });

  it('is none without a hub, nor with what no header can carry', () => {
    const key = { accessKey: 'key', hub: 'chat' };
    expect(() => signedEvent(undefined as unknown as SignedEventInit)).to.throw('no hub');
    expect(() => abuseProtectionRequest({} as { hub: string })).to.throw('no hub');
    expect(() => signedEvent({ ...key, headers: { a: 'b\r\nc: d' } })).to.throw('as "headers"');
    expect(() => signedEvent({ ...key, headers: { 'a b': 'c' } })).to.throw('as "headers"');
    expect(() => signedEvent({ ...key, origin: 'a\nb' })).to.throw('as "origin"');
  });

  it('carries a password in any form of bytes', () => {
    const password = new DataView(new TextEncoder().encode('-hi').buffer, 1) as unknown as Uint8Array;
    const { body } = signedEvent({ accessKey: 'key', hub: 'chat', eventName: 'connect', mqtt: { password } });
    expect(Buffer.from(body).toString()).to.include('"password":"aGk="');
  });
});
