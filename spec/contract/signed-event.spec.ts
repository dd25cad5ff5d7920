import { expect } from 'chai';
import { createHmac } from 'node:crypto';
import { Hub, WebPubSubTrigger, type ConnectContext, type UserEventContext } from '../../lib/index.js';
import { abuseProtectionRequest, signedEvent } from '../../lib/testing/index.js';
import { serveControllers } from '../support/app.js';
import { withEmulator } from '../support/emulator-story.js';
import type { SeenRequest } from '../support/recording-app.js';

// The published key of the emulator, which signs the tokens of the story.
const primary = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGH';
const secondary = 'secondary-secondary-secondary-secondary';
const json = 'json.webpubsub.azure.v1';

/** What the emulator posted, without what a connection of HTTP adds. */
function posted({ headers, body }: SeenRequest) {
  const own = Object.entries(headers).filter(([name]) => !['host', 'connection', 'content-length'].includes(name));
  return { headers: Object.fromEntries(own), body };
}

/** What the kit makes of the same event. */
function signed(seen: SeenRequest, init: object) {
  const { headers } = seen;
  const { headers: lines, body } = signedEvent({
    ...{ hub: 'chat', accessKey: primary, secondaryAccessKey: secondary, userId: 'änn' },
    ...{ connectionId: String(headers['ce-connectionid']), time: new Date(String(headers['ce-time'])) },
    ...{
      id: Number(headers['ce-id']),
      headers: { 'x-ms-client-request-id': String(headers['x-ms-client-request-id']) },
      ...init,
    },
  });
  return { headers: lines, body: Buffer.from(body).toString() };
}

describe('a signed event of the kit', () => {
  it('is what the emulator posts, header by header and byte by byte', () =>
    withEmulator(
      async ({ json: connect, app }) => {
        const client = await connect({ sub: 'änn' });
        await client.ask({ type: 'event', event: 'say', ackId: 1, dataType: 'text', data: 'hi' });
        await client.ask({ type: 'event', event: 'tell', ackId: 2, dataType: 'json', data: { a: 'ü' } });
        await client.ask({ type: 'event', event: 'give', ackId: 3, dataType: 'binary', data: 'aGk=' });
        await client.close();
        const rest = { subprotocol: json, states: { k: 1 } };
        for (const [event, init] of [
          ['connected', {}],
          ['say', { data: 'hi' }],
          ['tell', { data: { a: 'ü' } }],
          ['give', { data: Buffer.from('hi') }],
          ['disconnected', { reason: '' }],
        ] as const) {
          const seen = await app.seen(event);
          expect(signed(seen, { eventName: event, ...rest, ...init })).to.deep.equal(posted(seen));
        }
        const seen = await app.seen('connect');
        const { claims, query, headers: clientHeaders, subprotocols } = JSON.parse(seen.body) as Record<string, object>;
        const handshake = { eventName: 'connect', claims, query, clientHeaders, subprotocols };
        expect(signed(seen, handshake)).to.deep.equal(posted(seen));
      },
      ({ event }) => (event === 'connect' ? { status: 204, headers: { 'ce-connectionState': 'eyJrIjoxfQ==' } } : {}),
      { secondaryAccessKey: secondary },
    ));

  it('is signed over the connection id with both keys, and says what it is', () => {
    const { headers } = signedEvent({ hub: 'chat', connectionId: 'c1', accessKey: 'a', secondaryAccessKey: 'b' });
    const sign = (key: string) => `sha256=${createHmac('sha256', key).update('c1').digest('hex')}`;
    expect(headers).to.include({
      'webhook-request-origin': 'localhost',
      'content-type': 'text/plain; charset=utf-8',
      'ce-specversion': '1.0',
      'ce-awpsversion': '1.0',
      'ce-type': 'azure.webpubsub.user.message',
      'ce-source': '/hubs/chat/client/c1',
      'ce-signature': `${sign('a')},${sign('b')}`,
      'ce-hub': 'chat',
      'ce-connectionid': 'c1',
      'ce-eventname': 'message',
    });
    expect(headers['x-ms-client-request-id']).to.match(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
  });
});

@Hub('chat')
class Chat {
  @WebPubSubTrigger() connect({ query }: ConnectContext) {
    return { userId: query['user']?.[0] ?? '' };
  }
  @WebPubSubTrigger() message({ userId, data, states }: UserEventContext) {
    return { userId: userId ?? '', data, states: { ...states } };
  }
}
const connectionString = 'Endpoint=https://chat.webpubsub.azure.com;AccessKey=primary-key-of-the-specs;Version=1.0;';

describe('a signed event before an app that verifies', () => {
  it('is answered by fetch, and by host.handle', () =>
    serveControllers([Chat], async ({ port, host }) => {
      const url = `http://127.0.0.1:${String(port)}/api/webpubsub/hubs/{hub}`;
      const states = { n: 1 };
      const request = signedEvent({ connectionString, hub: 'chat', userId: 'Zoë', data: [1], states, url });
      const answer = await fetch(request.url, request);
      expect(await answer.json()).to.deep.equal({ userId: 'Zoë', data: [1], states });
      const handled = await host.handle({ ...request, headers: Object.entries(request.headers) });
      expect(JSON.parse(String(handled.body))).to.deep.equal({ userId: 'Zoë', data: [1], states });
    }));

  it('is answered as connect, and refused with another key', () =>
    serveControllers([Chat], async ({ port }) => {
      const url = `http://127.0.0.1:${String(port)}/api/webpubsub/hubs/{hub}`;
      const event = { hub: 'chat', eventName: 'connect', query: { user: ['ann'] }, url } as const;
      const request = signedEvent({ ...event, connectionString });
      expect(await (await fetch(request.url, request)).json()).to.deep.equal({ userId: 'ann' });
      const forged = signedEvent({ ...event, accessKey: 'other', origin: 'chat.webpubsub.azure.com' });
      expect((await fetch(forged.url, forged)).status).to.equal(401);
    }));

  it('comes after the question whether it is wanted', () =>
    serveControllers([Chat], async ({ port }) => {
      const url = `http://127.0.0.1:${String(port)}/api/webpubsub/hubs/{hub}`;
      const request = abuseProtectionRequest({ connectionString, hub: 'chat', url });
      const { status, headers } = await fetch(request.url, request);
      expect([status, headers.get('webhook-allowed-origin')]).to.deep.equal([200, 'chat.webpubsub.azure.com']);
    }));
});
