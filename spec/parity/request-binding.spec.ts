import { expect } from 'chai';
import { HttpTrigger, WebPubSubContext } from '../../lib/index.js';
import type { ContextOptions, HttpAnswer } from '../../lib/index.js';
import type { WireRequest } from '../support/app.js';
import { answerOf, boot } from '../support/parity.js';
import type { LoggedAnswer } from '../support/parity.js';
import { eventHeaders, settings, signatureOf, systemHeaders } from '../support/signed-event.js';

/** A class with a route of the user's own that returns the ready response. */
function ownRoute(options: ContextOptions, read?: (service: WebPubSubContext) => unknown) {
  class Own {
    @HttpTrigger({ methods: ['post', 'options'], route: 'events' })
    events(@WebPubSubContext(options) service: WebPubSubContext): HttpAnswer {
      return read === undefined ? service.response : { status: 200, body: read(service) };
    }
  }
  return Own;
}

const answer = (request: WireRequest, read?: (service: WebPubSubContext) => unknown): Promise<LoggedAnswer> =>
  answerOf([ownRoute({}, read)], { path: '/events', ...request });
const question = (origin: string): WireRequest => ({
  method: 'OPTIONS',
  headers: [['WebHook-Request-Origin', origin]],
});

/** The status of an event that comes from the service of this name. */
async function statusFrom(name: string, options: ContextOptions): Promise<number> {
  const connection = (of: string) => `Endpoint=https://${of}.webpubsub.azure.com;AccessKey=key-of-${of};Version=1.0;`;
  const headers = eventHeaders({
    'WebHook-Request-Origin': `${name}.webpubsub.azure.com`,
    'ce-signature': signatureOf('c1', `key-of-${name}`),
  });
  const given = { settings: { ...settings, A: connection('a'), B: connection('b') } };
  return (await answerOf([ownRoute(options)], { path: '/events', headers, body: 'hi' }, given)).status;
}

describe('parity: WebPubSubRequestBindingProviderTests', () => {
  it('69: OPTIONS through the context is a valid question with a ready answer', async () => {
    const origin = 'chat.webpubsub.azure.com';
    const { status, headers } = await answer(question(origin));
    expect([status, headers['webhook-allowed-origin']]).to.deep.equal([200, origin]);
    const read = ({ isPreflight, hasError }: WebPubSubContext) => [isPreflight, hasError];
    expect((await answer(question(origin), read)).body).to.equal('[true,false]');
  });

  it('70: a single connection that is undefined is ignored; an empty one is refused', () => {
    expect(() => boot([ownRoute({ connection: undefined } as unknown as ContextOptions)])).not.to.throw();
    expect(() => boot([ownRoute({ connection: '' })]))
      .to.throw('option "connection"')
      .with.property('code', 'WPS_OPTION_INVALID');
  });

  it('71: a single connection is a list of one', async () => {
    expect([await statusFrom('a', { connection: 'A' }), await statusFrom('b', { connection: 'A' })]).to.deep.equal([
      200, 401,
    ]);
  });

  it('72: a single connection does not override the list', async () => {
    const options = { connection: 'A', connections: ['B'] };
    expect([await statusFrom('a', options), await statusFrom('b', options)]).to.deep.equal([401, 200]);
  });
});

describe('parity: WebPubSubRequestExtensionsTests', () => {
  it('74: a question from a known origin is allowed', async () => {
    expect((await answer(question('chat.webpubsub.azure.com'))).status).to.equal(200);
  });

  it('75: a question from a foreign origin is 400 and allows nothing', async () => {
    const { status, headers } = await answer(question('foreign.example.com'));
    expect(status).to.equal(400);
    expect(headers).not.to.have.property('webhook-allowed-origin');
  });

  it('76: a request that is no event of the service is an error, 400', async () => {
    const request = { headers: [['Content-Type', 'text/plain']] as const, body: 'hi' };
    expect((await answer(request)).status).to.equal(400);
    expect((await answer(request, ({ hasError }) => [hasError])).body).to.equal('[true]');
  });

  it('77: a bad signature is an error, 401, and no event', async () => {
    const request = { headers: eventHeaders({ 'ce-signature': signatureOf('c2') }) };
    expect((await answer(request)).status).to.equal(401);
    const read = (service: WebPubSubContext) => [service.hasError, 'request' in service];
    expect((await answer(request, read)).body).to.equal('[true,false]');
  });

  it('78: a good signature is an event', async () => {
    const read = ({ request }: WebPubSubContext) => [request?.constructor.name, request?.eventName];
    const { body } = await answer({ headers: systemHeaders('connected'), body: '{}' }, read);
    expect(body).to.equal('["ConnectedContext","connected"]');
  });
});
