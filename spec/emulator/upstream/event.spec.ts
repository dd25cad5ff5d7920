import { expect } from 'chai';
import { CookieJar } from '../../../lib/emulator/broker/cookie-jar.js';
import { eventHeaders, userContentType, type UpstreamEvent } from '../../../lib/emulator/upstream/event.js';

const event: UpstreamEvent = {
  hub: 'chat',
  connectionId: 'conn1',
  eventType: 'user',
  eventName: 'message',
  eventId: 2,
  userId: undefined,
  cookies: new CookieJar(),
  contentType: 'text/plain',
  body: '',
};
const key = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGH';
const headersOf = (changes: Partial<UpstreamEvent>) =>
  eventHeaders({ ...event, ...changes }, { hostname: 'localhost', accessKeys: [key] }, 0);

describe('the headers of an event', () => {
  it('are those of the service', () => {
    expect(headersOf({})).to.deep.equal({
      'content-type': 'text/plain',
      'webhook-request-origin': 'localhost',
      'ce-specversion': '1.0',
      'ce-awpsversion': '1.0',
      'ce-type': 'azure.webpubsub.user.message',
      'ce-source': '/hubs/chat/client/conn1',
      'ce-id': '2',
      'ce-time': '1970-01-01T00:00:00Z',
      'ce-signature': 'sha256=8de7281e588e23b0a30a7180ffa240257b8176e983004c240c9f3f7a7233c993',
      'ce-hub': 'chat',
      'ce-connectionid': 'conn1',
      'ce-eventname': 'message',
    });
  });

  it('carry metadata by names in lower case, the last of those that differ in nothing else', () => {
    expect(headersOf({ metadata: { Trace: '1', trace: '2', b: '' } })).to.include({
      'x-webpubsub-metadata-trace': '2',
      'x-webpubsub-metadata-b': '',
    });
  });

  it('name user, subprotocol and state where there are any', () => {
    expect(headersOf({ userId: 'u', subprotocol: 's', state: '' })).to.include({
      'ce-userid': 'u',
      'ce-subprotocol': 's',
      'ce-connectionstate': '',
    });
    expect(headersOf({ userId: '' })).to.not.have.property('ce-userid');
  });

  it('carry a user id as UTF-8', () => {
    expect(Buffer.from(headersOf({ userId: 'ü€' })['ce-userid'] ?? '', 'latin1').toString('utf8')).to.equal('ü€');
  });

  it('say a charset for text alone', () => {
    const types = (['text', 'json', 'binary', 'protobuf'] as const).map((dataType) => userContentType({ dataType }));
    expect(types).to.deep.equal([
      'text/plain; charset=utf-8',
      'application/json',
      'application/octet-stream',
      'application/x-protobuf',
    ]);
  });
});
