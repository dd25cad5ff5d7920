import { expect } from 'chai';
import fc from 'fast-check';
import { RequestError, WebPubSubError } from '../../lib/errors.js';
import { isMqtt, readEventHead } from '../../lib/invocation/event-head.js';
import type { HeaderPairs } from '../../lib/invocation/request.js';
import { eventHeaders } from '../support/signed-event.js';
import { codeOf } from '../support/define.js';

describe('the head of an event', () => {
  it('is read from headers in any letter case, white space around them left out', () => {
    const shouted = eventHeaders({ 'ce-userId': ' ann ' }).map(([name, value]) => [name.toUpperCase(), value] as const);
    expect(readEventHead(shouted)).to.include({
      hub: 'chat',
      eventType: 'user',
      eventName: 'message',
      connectionId: 'c1',
      userId: 'ann',
      id: '1',
    });
  });

  it('reads a type in any letter case', () => {
    expect(readEventHead(eventHeaders({ 'ce-type': 'Azure.WebPubSub.SYS.connect' })).eventType).to.equal('system');
  });

  it('has no user where the header is empty', () => {
    expect(readEventHead(eventHeaders({ 'ce-userId': '' })).userId).to.equal(undefined);
  });

  it('joins two lines of a signature', () => {
    expect(readEventHead([...eventHeaders({ 'ce-signature': 'a' }), ['CE-Signature', 'b']]).signature).to.equal('a,b');
  });

  it('takes two lines of what it does not read', () => {
    expect(() => readEventHead([...eventHeaders(), ['x-a', '1'], ['x-a', '2'], ['ce-time2', '']])).not.to.throw();
  });

  it('reads UTF-8 that HTTP handed over byte by byte', () => {
    const userId = Buffer.from('Käthe', 'utf8').toString('latin1');
    expect(readEventHead(eventHeaders({ 'ce-userId': userId })).userId).to.equal('Käthe');
    expect(readEventHead(eventHeaders({ 'ce-userId': 'K\u00e4the' })).userId).to.equal('Käthe');
  });

  it('keeps metadata by lower-case name, __proto__ like any other', () => {
    const { metadata } = readEventHead([
      ...eventHeaders(),
      ['X-WebPubSub-Metadata-Trace', 'a'],
      ['x-webpubsub-metadata-__proto__', 'b'],
    ]);
    expect(Object.entries(metadata)).to.deep.equal([
      ['trace', 'a'],
      ['__proto__', 'b'],
    ]);
  });

  it('takes the last line of metadata of one name, and none without a name', () => {
    const { metadata } = readEventHead([
      ...eventHeaders(),
      ['x-webpubsub-metadata-', 'nameless'],
      ['x-webpubsub-metadata-a', '1'],
      ['X-WebPubSub-Metadata-A', ' 2, 3 '],
    ]);
    expect({ ...metadata }).to.deep.equal({ a: '2, 3' });
  });

  it('never says a value of a header in an error', () => {
    expect(codeOf(() => readEventHead(eventHeaders({ 'ce-type': 'secret' })))).to.equal('WPS_HEADER_INVALID');
  });

  it('is of an MQTT client only with both marks', () => {
    const mqtt = { 'ce-subprotocol': 'mqtt', 'ce-physicalConnectionId': 'p1' };
    const heads = [mqtt, { 'ce-subprotocol': 'mqtt' }, { 'ce-physicalConnectionId': 'p1' }];
    expect(heads.map((changes) => isMqtt(readEventHead(eventHeaders(changes))))).to.deep.equal([true, false, false]);
  });

  it('is read or refused with an error of ours, whatever the headers', () => {
    const name = fc.oneof(fc.constantFrom(...eventHeaders().map(([known]) => known)), fc.string());
    const value = fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('latin1'));
    const pairs = fc.array(fc.tuple(name, value), { maxLength: 20 });
    const property = fc.property(pairs, fc.boolean(), (extra, complete) => {
      const headers: HeaderPairs = complete ? [...eventHeaders(), ...extra] : extra;
      try {
        return readEventHead(headers).hub !== '';
      } catch (error) {
        return error instanceof WebPubSubError && error.status === 400;
      }
    });
    fc.assert(property, { numRuns: 300 });
  });

  it('is read, or refused in our words, whatever the headers are', () => {
    const name = fc.constantFrom(
      'ce-type',
      'CE-Hub',
      'ce-eventName',
      'ce-connectionId',
      'webhook-request-origin',
      'ce-id',
      'ce-time',
      'x',
    );
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('azure.webpubsub.user.x', 'chat', '1', 'a,b', '%'),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 12 }), (headers) => {
        try {
          expect(readEventHead(headers).hub).to.be.a('string');
        } catch (error) {
          expect(error).to.be.instanceOf(RequestError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
