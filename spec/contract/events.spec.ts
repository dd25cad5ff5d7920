import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import type { UserEventContext } from '../../lib/invocation/contexts/user-event-context.js';
import { Hub } from '../../lib/decorators/hub.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import { serveControllers } from '../support/app.js';
import { eventHeaders, signatureOf, systemHeaders } from '../support/signed-event.js';

@Hub('chat')
class Chat {
  @WebPubSubTrigger() connect(): void {}
  @WebPubSubTrigger() connected(): void {}
  @WebPubSubTrigger() message(context: UserEventContext): unknown {
    return context.data;
  }
}

const statusOf = (headers = eventHeaders(), body = 'hello', path?: string): Promise<number> =>
  serveControllers([Chat], async ({ send }) => (await send({ headers, body, ...(path && { path }) })).status);

/** Answers an OPTIONS request with the origin lines given. */
const validate = (...origins: string[]) =>
  serveControllers([Chat], ({ send }) =>
    send({ method: 'OPTIONS', headers: origins.map((origin) => ['WebHook-Request-Origin', origin] as const) }),
  );

describe('an event request', () => {
  it('is answered with what the function returned', async () => {
    const answer = await serveControllers([Chat], ({ send }) => send({ body: 'hello' }));
    expect(answer).to.deep.include({ status: 200, body: 'hello' });
    expect(answer.headers['content-type']).to.equal('text/plain; charset=utf-8');
  });

  it('is found whatever the letter case of path, hub and event', async () => {
    const headers = eventHeaders({ 'ce-hub': 'CHAT', 'ce-eventName': 'Message' });
    expect(await statusOf(headers, 'hello', '/API/webpubsub/HUBS/Chat')).to.equal(200);
  });

  for (const path of [
    '/api/webpubsub/hubs/chat/',
    '/api/webpubsub/hubs/chat/message',
    '/api/webpubsub/hubs/chat/a/b',
    '/api/webpubsub/hubs/chat?code=1',
    '/api/webpubsub/hubs/%63hat',
  ]) {
    it(`is found at ${path}`, async () => {
      expect(await statusOf(eventHeaders(), 'hello', path)).to.equal(200);
    });
  }

  it('may come from a list of origins, of which the first known one decides', async () => {
    const origin = 'eu.example.com, chat.webpubsub.azure.com';
    expect(await statusOf(eventHeaders({ 'WebHook-Request-Origin': origin }))).to.equal(200);
  });

  it('may carry two signatures, one for each key, in one line or in two', async () => {
    const other = signatureOf('c1', 'secondary');
    const inOne = eventHeaders({ 'ce-signature': `${other}, ${signatureOf('c1')}` });
    const inTwo = [...eventHeaders({ 'ce-signature': other }), ['ce-signature', signatureOf('c1')] as const];
    expect([await statusOf(inOne), await statusOf(inTwo)]).to.deep.equal([200, 200]);
  });

  it('is signed with the access key as it is written, over the connection id alone', async () => {
    const hex = createHmac('sha256', Buffer.from('primary-key-of-the-specs', 'utf8'))
      .update('c1', 'utf8')
      .digest('hex');
    expect(await statusOf(eventHeaders({ 'ce-signature': `sha256=${hex.toUpperCase()}` }))).to.equal(200);
  });
});

describe('an event request that is refused', () => {
  for (const name of ['WebHook-Request-Origin', 'ce-type', 'ce-hub', 'ce-connectionId', 'ce-eventName']) {
    it(`has no ${name}: 400`, async () => {
      expect(await statusOf(eventHeaders({ [name]: undefined }))).to.equal(400);
    });

    it(`has an empty ${name}: 400`, async () => {
      expect(await statusOf(eventHeaders({ [name]: '' }))).to.equal(400);
    });
  }

  for (const name of [
    'WebHook-Request-Origin',
    'ce-type',
    'ce-hub',
    'ce-connectionId',
    'ce-eventName',
    'ce-userId',
    'ce-id',
    'ce-connectionState',
  ]) {
    it(`has ${name} twice: 400`, async () => {
      const value = eventHeaders().find(([known]) => known === name)?.[1] ?? 'x';
      const once = eventHeaders({ [name]: value });
      expect(await statusOf([...once, [name.toLowerCase(), value]])).to.equal(400);
    });
  }

  it('has a type that the service does not send: 400', async () => {
    expect(await statusOf(eventHeaders({ 'ce-type': 'com.example.message' }))).to.equal(400);
  });

  for (const [what, signature] of [
    ['no signature', undefined],
    ['an empty signature', ''],
    ['the signature of another connection', signatureOf('c2')],
    ['a signature made with another key', signatureOf('c1', 'other')],
    ['a signature without its prefix', signatureOf('c1').slice('sha256='.length)],
    ['half a signature', signatureOf('c1').slice(0, 39)],
    ['only commas', ',,,'],
  ] as const) {
    it(`has ${what}: 401`, async () => {
      expect(await statusOf(eventHeaders({ 'ce-signature': signature }))).to.equal(401);
    });
  }

  for (const origin of [
    'evil.example.com',
    'chat.webpubsub.azure.com.evil.example',
    'chat.webpubsub.azure.com:8443',
    ',',
    'a b',
  ]) {
    it(`comes from "${origin}": 401`, async () => {
      expect(await statusOf(eventHeaders({ 'WebHook-Request-Origin': origin }))).to.equal(401);
    });
  }

  it('is for an event without a function: 404, and 401 before its signature holds', async () => {
    const unknown = { 'ce-type': 'azure.webpubsub.user.other', 'ce-eventName': 'other' };
    expect(await statusOf(eventHeaders(unknown))).to.equal(404);
    expect(await statusOf(eventHeaders({ ...unknown, 'ce-signature': 'sha256=00' }))).to.equal(401);
  });

  it('has another hub in its path: 404, and 401 before its signature holds', async () => {
    const path = '/api/webpubsub/hubs/lobby';
    expect(await statusOf(eventHeaders(), 'hello', path)).to.equal(404);
    expect(await statusOf(eventHeaders({ 'ce-signature': 'sha256=00' }), 'hello', path)).to.equal(401);
  });

  for (const [what, headers, body] of [
    ['JSON that is none', eventHeaders({ 'Content-Type': 'application/json' }), '{'],
    ['an empty body as JSON', eventHeaders({ 'Content-Type': 'application/json' }), ''],
    ['a type that events do not have', eventHeaders({ 'Content-Type': 'application/xml' }), '<a/>'],
    ['no type', eventHeaders({ 'Content-Type': undefined }), 'hello'],
    ['a connect body that is no JSON', systemHeaders('connect'), 'hello'],
    ['a connect body that is no object', systemHeaders('connect'), '[]'],
    ['a connect body of another type', systemHeaders('connect', { 'Content-Type': 'text/plain' }), '{}'],
  ] as const) {
    it(`has ${what}: 400`, async () => {
      expect(await statusOf(headers, body)).to.equal(400);
    });
  }

  for (const method of ['GET', 'PUT', 'DELETE', 'PATCH']) {
    it(`is a ${method}: 405, and says what there is`, async () => {
      const answer = await serveControllers([Chat], ({ send }) => send({ method }));
      expect(answer.status).to.equal(405);
      expect(answer.headers.allow).to.equal('OPTIONS, POST');
    });
  }
});

describe('a validation request', () => {
  it('is answered with the origin as it was presented', async () => {
    const answer = await validate('Chat.WebPubSub.azure.com');
    expect(answer.status).to.equal(200);
    expect(answer.headers['webhook-allowed-origin']).to.equal('Chat.WebPubSub.azure.com');
  });

  it('is answered with the known one of a list', async () => {
    const answer = await validate('evil.example.com, chat.webpubsub.azure.com');
    expect(answer.headers['webhook-allowed-origin']).to.equal('chat.webpubsub.azure.com');
  });

  for (const [what, origins] of [
    ['a foreign origin', ['evil.example.com']],
    ['no origin', []],
    ['an empty origin', ['']],
    ['the origin *', ['*']],
  ] as const) {
    it(`with ${what} is a 400 that allows nothing`, async () => {
      const answer = await validate(...origins);
      expect(answer.status).to.equal(400);
      expect(answer.headers).not.to.have.property('webhook-allowed-origin');
    });
  }
});
