import { expect } from 'chai';
import {
  BadRequestError,
  HttpTrigger,
  WebPubSub,
  WebPubSubConnection,
  WebPubSubContext,
  WebPubSubTrigger,
} from '../../lib/index.js';
import type { AsyncCollector, HttpAnswer, HttpContext, HostOptions, WebPubSubEvent } from '../../lib/index.js';
import type { WireRequest } from '../support/app.js';
import { answerOf } from '../support/parity.js';
import { connectBody, eventHeaders, settings, signatureOf, systemHeaders } from '../support/signed-event.js';

// What the suite shows that runs the C# extension in a whole host, beside the numbered scenarios.

class Chat {
  @WebPubSubTrigger({ hub: 'chat', eventType: 'system', eventName: 'connect', connections: ['Own'] }) connect(): void {}
  @WebPubSubTrigger({ hub: 'chat', eventType: 'user', eventName: 'message', connections: ['Own'] }) message(): void {}
  @HttpTrigger({ methods: ['get'] })
  login(
    @WebPubSubConnection({ hub: 'chat', connection: 'Own', userId: '{headers.x-user-id}' })
    connection: WebPubSubConnection,
  ): WebPubSubConnection {
    return connection;
  }
  @HttpTrigger({ methods: ['post'] })
  async send({ body }: HttpContext, @WebPubSub({ hub: 'chat', connection: 'Own' }) out: AsyncCollector): Promise<void> {
    if (typeof body !== 'object') throw new BadRequestError('Send JSON.');
    await out.add(body as WebPubSubEvent);
  }
}
const own = 'Endpoint=https://own.webpubsub.azure.com;AccessKey=key-of-its-own;Version=1.0;';
/** Only a connection of its own name, no default. */
const onlyOwn: HostOptions = { settings: { Own: own } };
const fromOwn = {
  'WebHook-Request-Origin': 'own.webpubsub.azure.com',
  'ce-signature': signatureOf('c1', 'key-of-its-own'),
};
const ask = (request: WireRequest) => answerOf([Chat], request, onlyOwn);

describe('parity: a whole host with a custom connection alone', () => {
  it('lets a client connect, and does not stumble over OPTIONS', async () => {
    const connect = await ask({ headers: systemHeaders('connect', fromOwn), body: connectBody });
    const headers = [['WebHook-Request-Origin', 'own.webpubsub.azure.com']] as const;
    expect([connect.status, (await ask({ method: 'OPTIONS', headers })).status]).to.deep.equal([204, 200]);
  });

  it('makes client URLs of the custom endpoint, with the user id of a header', async () => {
    const request = { method: 'GET', path: '/login', headers: [['X-User-Id', 'ann']] as const };
    const { baseUrl, accessToken } = JSON.parse((await ask(request)).body) as Record<string, string>;
    const claims = Buffer.from(String(accessToken).split('.')[1] ?? '', 'base64url').toString();
    expect(baseUrl).to.equal('wss://own.webpubsub.azure.com/client/hubs/chat');
    expect(JSON.parse(claims)).to.include({ sub: 'ann' });
  });

  it('answers a client URL without its user id 400', async () => {
    const { status, body } = await ask({ method: 'GET', path: '/login', headers: [] });
    expect([status, body.includes('{headers.x-user-id}')]).to.deep.equal([400, true]);
  });

  for (const name of ['WebHook-Request-Origin', 'ce-type', 'ce-hub', 'ce-connectionId', 'ce-eventName']) {
    it(`answers an event without ${name} 400 and never 5xx`, async () => {
      expect((await ask({ headers: eventHeaders({ ...fromOwn, [name]: undefined }) })).status).to.equal(400);
    });
  }

  it('answers an output that cannot be sent 500, and JSON that is none 400', async () => {
    const post = (body: string) => {
      const headers = [['Content-Type', 'application/json']] as const;
      return ask({ path: '/send', headers, body });
    };
    expect((await post('{"actionName":"sendToGroup"}')).status).to.equal(500);
    expect((await post('{"actionName":')).status).to.equal(400);
  });

  it('answers a hub that it does not have 404', async () => {
    const request = { path: '/api/webpubsub/hubs/lobby', headers: eventHeaders({ ...fromOwn, 'ce-hub': 'lobby' }) };
    expect((await ask(request)).status).to.equal(404);
  });
});

describe('parity: a whole host whose user owns the route', () => {
  it('returns what it likes for an event, and the ready answer for everything else', async () => {
    class Own {
      @HttpTrigger({ methods: ['options', 'post'], route: 'events' })
      events(@WebPubSubContext() service: WebPubSubContext): HttpAnswer {
        return service.request === undefined ? service.response : { status: 200, body: `${service.request.event}!` };
      }
    }
    const send = (request: WireRequest) => answerOf([Own], { path: '/events', ...request }, { settings });
    expect((await send({ body: 'hi' })).body).to.equal('message!');
    expect((await send({ headers: eventHeaders({ 'ce-signature': 'sha256=00' }) })).status).to.equal(401);
  });
});
