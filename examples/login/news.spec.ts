import { expect } from 'chai';
import { connectTestClient, startTestApp, type TestApp } from 'web-pubsub-bindings/testing';
import { News } from './news.js';

describe('the news of a team, behind the login of the app', () => {
  let app: TestApp;
  before(async () => (app = await startTestApp({ controllers: [News] })));
  after(() => app.close());

  const post = (path: string, init: RequestInit = {}) => fetch(app.url + path, { method: 'POST', ...init });

  const signIn = async (name: string, password: string): Promise<string> => {
    const headers = { 'content-type': 'application/json' };
    const response = await post('/session', { headers, body: JSON.stringify({ name, password }) });
    return response.headers.get('set-cookie')?.split(';')[0] ?? `refused with ${response.status}`;
  };

  /** A client of somebody who has signed in; `path` is where its token comes from. */
  const clientOf = async (name: string, password: string, path = '/negotiate') => {
    const response = await post(path, { headers: { cookie: await signIn(name, password) } });
    const { url } = (await response.json()) as { readonly url: string };
    return connectTestClient(url);
  };

  it('is for those alone who have signed in', async () => {
    expect(await signIn('ann', 'guessed')).to.equal('refused with 401');
    expect(await signIn('nobody', 'open sesame')).to.equal('refused with 401');
    for (const cookie of ['', 'session=', 'session=made.up.token']) {
      expect((await post('/negotiate', { headers: { cookie } })).status).to.equal(401);
    }
  });

  it('says in the cookie that no script reads it and no other site sends it', async () => {
    const body = JSON.stringify({ name: 'ann', password: 'open sesame' });
    const response = await post('/session', { headers: { 'content-type': 'application/json' }, body });
    expect(response.headers.get('set-cookie')).to.match(
      /^session=[\w.-]+; HttpOnly; SameSite=Strict; Path=\/; Max-Age=900$/,
    );
  });

  it('reaches the team of an editor, and nobody else', async () => {
    const ann = await clientOf('ann', 'open sesame', '/negotiate/editor');
    const bob = await clientOf('bob', 'swordfish');
    const eve = await clientOf('eve', 'joshua', '/negotiate/editor');
    expect([ann.userId, bob.userId, eve.userId]).to.deep.equal(['ann', 'bob', 'eve']);
    await ann.sendToGroup('red', 'news of the red');
    await eve.sendToGroup('blue', 'news of the blue');
    expect(await bob.next()).to.deep.include({ group: 'red', data: 'news of the red' });
    expect(await eve.next()).to.deep.include({ group: 'blue', data: 'news of the blue' });
    expect([ann, bob, eve].map(({ received }) => received.length)).to.deep.equal([1, 1, 1]);
  });

  it('is said by editors alone, to their own team', async () => {
    const cookie = await signIn('bob', 'swordfish');
    expect((await post('/negotiate/editor', { headers: { cookie } })).status).to.equal(403);
    const bob = await clientOf('bob', 'swordfish');
    const eve = await clientOf('eve', 'joshua', '/negotiate/editor');
    for (const client of [bob, eve]) {
      const refusal = await client.sendToGroup('red', 'not mine').catch((error: unknown) => error);
      expect(String(refusal)).to.include('Forbidden');
    }
  });
});
