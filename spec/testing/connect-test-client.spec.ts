import { expect } from 'chai';
import { defineFunction } from '../../lib/decorators/define-function.js';
import { silentLogger } from '../../lib/invocation/logger.js';
import { WebPubSubConnection } from '../../lib/decorators/web-pubsub-connection.js';
import { connectTestClient } from '../../lib/testing/connect-test-client.js';
import { rejectionOf } from '../support/performs.js';
import { Chat, inApp } from '../support/test-app-story.js';

const login = defineFunction(
  {
    hub: 'chat',
    http: { methods: ['get', 'post'] },
    name: 'login',
    parameters: [WebPubSubConnection({ userId: '{query.userid}' })],
  },
  (_, connection) => connection,
);
const story = { controllers: [Chat], functions: [login] };

describe('a client of an address', () => {
  it('connects to the service', () =>
    inApp(async (app) => {
      const { url } = await app.getClientAccess('chat', { userId: 'ann' });
      expect((await connectTestClient(url)).userId).to.equal('ann');
      const simple = await connectTestClient(url, { protocol: 'simple' });
      await simple.send('hi');
      await simple.next({ data: 'ann: hi' });
    }, story));

  it('asks a route for its address, as a page does', () =>
    inApp(async (app) => {
      for (const method of ['GET', 'POST'])
        expect((await connectTestClient(`${app.url}/login?userid=ann`, { method })).userId).to.equal('ann');
    }, story));

  it('is refused by the route or by the service', () =>
    inApp(async (app) => {
      const refusals = ['/login', '/login?userid=mallory'].map((path) =>
        rejectionOf(connectTestClient(app.url + path)),
      );
      expect((await Promise.all(refusals)).map(({ status }) => status)).to.deep.equal([400, 401]);
    }, story));

  it('refuses what is no address, and options that there are not', async () => {
    const refused = [
      connectTestClient('localhost:8080'),
      connectTestClient('ws://localhost:1', { protocol: 'jsno' as 'json' }),
      connectTestClient('ws://localhost:1', { protcol: 'json' } as object),
    ];
    const messages = (await Promise.all(refused.map(rejectionOf))).map(({ message }) => message);
    expect(messages[0]).to.include('no address').and.include('ws:');
    expect(messages[1]).to.include('as "protocol"').and.include('json.reliable');
    expect(messages[2]).to.include('"protcol"').and.include('protocol');
  });

  it('says which route has no address, without what it answered', () =>
    inApp(async (app) => {
      const { message } = await rejectionOf(connectTestClient(`${app.url}/hello?code=secret`));
      expect(message).to.equal('GET /hello answers without a "url" to connect to.');
    }, story));

  it('is told what the test app says of its failures, of its route and of its events', () => {
    const broken = (name: string) =>
      defineFunction({ hub: 'chat', http: { methods: ['get'] }, name }, () => {
        throw new Error('No database.');
      });
    const pay = defineFunction({ hub: 'chat', trigger: { eventType: 'user', eventName: 'pay' }, name: 'pay' }, () => {
      throw new Error('No account.');
    });
    return inApp(
      async (app) => {
        const ann = await connectTestClient(`${app.url}/login?userid=ann`);
        const route = await rejectionOf(connectTestClient(`${app.url}/broken`));
        const event = await rejectionOf(ann.invoke('pay', 1));
        expect(route.message).to.match(/\. The app said: broken failed: Error: No database\.$/);
        expect(event.message).to.match(/\. The app said: pay failed: Error: No account\.$/);
      },
      { ...story, functions: [login, broken('broken'), pay], log: silentLogger },
    );
  });
});
