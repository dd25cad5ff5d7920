import { expect } from 'chai';
import { HttpTrigger, WebPubSubConnection, WebPubSubContext } from '../../lib/index.js';
import type { ConnectContext, DisconnectedContext, HttpAnswer, UserEventContext } from '../../lib/index.js';
import type { HeaderLines } from '../support/signed-event.js';
import { answerOf } from '../support/parity.js';
import { eventHeaders, systemHeaders } from '../support/signed-event.js';

/** What `read` sees of a service request on a route of the user's own. */
async function seenBy(read: (service: WebPubSubContext) => unknown, headers: HeaderLines, body = ''): Promise<unknown> {
  class Own {
    @HttpTrigger({ methods: ['post', 'options'], route: 'events' })
    events(@WebPubSubContext() service: WebPubSubContext): HttpAnswer {
      return { status: 200, body: read(service) };
    }
  }
  const { body: answer } = await answerOf([Own], { path: '/events', headers, body });
  return JSON.parse(answer) as unknown;
}

const flags = ({ hasError, errorMessage, isPreflight, response }: WebPubSubContext) => ({
  ...{ hasError, errorMessage, isPreflight, status: response.status },
});
const fine = { hasError: false, errorMessage: '', isPreflight: false, status: 200 };

describe('parity: JObjectTests, WebPubSubContext and WebPubSubConnection', () => {
  it('36: a connected event is read', async () => {
    const read = (service: WebPubSubContext) => ({ ...flags(service), event: service.request?.eventName });
    expect(await seenBy(read, systemHeaders('connected'), '{}')).to.deep.equal({ ...fine, event: 'connected' });
  });

  it('37: a connect event is read', async () => {
    const read = (service: WebPubSubContext) => {
      const { claims, query, subprotocols } = service.request as ConnectContext;
      return { ...flags(service), claims, query, subprotocols };
    };
    const body = '{"claims":{"sub":["ann"]},"query":{"room":["1","2"]},"subprotocols":["a"],"clientCertificates":[]}';
    const parts = { claims: { sub: ['ann'] }, query: { room: ['1', '2'] }, subprotocols: ['a'] };
    expect(await seenBy(read, systemHeaders('connect'), body)).to.deep.equal({ ...fine, ...parts });
  });

  it('38: a user event is read', async () => {
    const read = (service: WebPubSubContext) => {
      const { data, dataType, connectionId } = service.request as UserEventContext;
      return { ...flags(service), data, dataType, connectionId };
    };
    const headers = eventHeaders({ 'Content-Type': 'application/json' });
    const parts = { data: { a: 1 }, dataType: 'json', connectionId: 'c1' };
    expect(await seenBy(read, headers, '{"a":1}')).to.deep.equal({ ...fine, ...parts });
  });

  it('39: a disconnected event is read', async () => {
    const read = (service: WebPubSubContext) => ({ reason: (service.request as DisconnectedContext).reason });
    expect(await seenBy(read, systemHeaders('disconnected'), '{"reason":"gone"}')).to.deep.equal({ reason: 'gone' });
  });

  it('40: a faulty request has an error, a message and a ready 400', async () => {
    const read = (service: WebPubSubContext) => ({ ...flags(service), request: service.request ?? 'none' });
    const seen = (await seenBy(read, eventHeaders({ 'ce-hub': undefined }))) as { errorMessage: string };
    expect(seen).to.deep.include({ hasError: true, isPreflight: false, status: 400, request: 'none' });
    expect(seen.errorMessage).to.include('ce-hub');
  });

  it('41: a connection is JSON of baseUrl, url and accessToken', async () => {
    class Login {
      @HttpTrigger({ methods: ['get'] }) login(
        @WebPubSubConnection({ hub: 'chat' }) connection: WebPubSubConnection,
      ): WebPubSubConnection {
        return connection;
      }
    }
    const { body } = await answerOf([Login], { method: 'GET', path: '/login', headers: [] });
    const { baseUrl, url, accessToken, ...rest } = JSON.parse(body) as Record<string, string>;
    expect([baseUrl, rest]).to.deep.equal(['wss://chat.webpubsub.azure.com/client/hubs/chat', {}]);
    expect(url).to.equal(`${String(baseUrl)}?access_token=${String(accessToken)}`);
  });
});
