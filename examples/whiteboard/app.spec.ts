import { expect } from 'chai';
import { connectTestClient, type TestClient } from 'web-pubsub-bindings/testing';
import { startWhiteboard, type WhiteboardApp } from './app.js';

const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };
const line = { id: '1', colour: 'red', width: 3, points: [1, 2, 3, 4] };

describe('the whiteboard, its clients and the service', () => {
  let app: WhiteboardApp;
  beforeEach(async () => (app = await startWhiteboard({ log: silent })));
  afterEach(() => app.close());

  const enter = async (): Promise<TestClient> => {
    const person = await connectTestClient(`${app.url}/negotiate`, { method: 'POST' });
    await person.next({ data: { type: 'people' } });
    return person;
  };

  it('passes a pen on from client to client, and keeps nothing of it', async () => {
    const [ann, bob] = [await enter(), await enter()];
    await ann.sendToGroup('board', { type: 'cursor', x: 1, y: 2 }, { noEcho: true });
    const { data, from, fromUserId } = await bob.next({ data: { type: 'cursor' } });
    expect([data, from, fromUserId]).to.deep.equal([{ type: 'cursor', x: 1, y: 2 }, 'group', ann.userId]);
    await bob.sendEvent('picture', {});
    await bob.next({ from: 'server', data: { type: 'picture', strokes: [] } });
  });

  it('tells a line to all, and the picture to who comes late', async () => {
    const [ann, bob] = [await enter(), await enter()];
    await ann.sendEvent('stroke', line);
    for (const person of [ann, bob]) await person.next({ from: 'server', data: { type: 'drawn' } });
    const carl = await enter();
    await carl.sendEvent('picture', {});
    const { data } = await carl.next({ data: { type: 'picture' } });
    expect(data).to.deep.include({ strokes: [{ ...line, by: ann.userId }] });
  });

  it('lets nobody undo what another one drew, and everybody clear', async () => {
    const [ann, bob] = [await enter(), await enter()];
    await ann.sendEvent('stroke', line);
    await bob.sendEvent('undo', { id: '1' });
    await bob.sendEvent('clear', {});
    const changes = [await bob.next({ data: { type: 'drawn' } }), await bob.next()].map(({ data }) => data);
    expect(changes[1]).to.include({ type: 'cleared', by: bob.userId });
  });

  it('lets nobody speak as the app, nor to another group', async () => {
    const [ann, bob] = [await enter(), await enter()];
    const refusal = await ann.sendToGroup('other', {}).catch((error: unknown) => error);
    expect(String(refusal)).to.include('Forbidden');
    await ann.sendToGroup('board', { type: 'cleared', revision: 1, by: 'the app' });
    expect((await bob.next({ data: { type: 'cleared' } })).from).to.equal('group');
  });

  it('survives what no page would send', async () => {
    const ann = await enter();
    const sent = ['text', 7, [], {}, { ...line, points: '1,2' }].map((data) => ann.sendEvent('stroke', data));
    const taken = (await Promise.allSettled(sent)).filter(({ status }) => status === 'fulfilled');
    expect(taken).to.deep.equal([]);
  });

  it('knows who comes back by a cookie that no script reads, and takes no made-up one', async () => {
    const negotiate = async (cookie: string) => {
      const answer = await fetch(`${app.url}/negotiate`, { method: 'POST', headers: { cookie } });
      return answer.headers.get('set-cookie') ?? '';
    };
    const first = await negotiate('');
    expect(first).to.match(/^whiteboard=[\w-]{22}; path=\/; expires=.*; samesite=strict; httponly$/);
    const [pair = ''] = first.split(';');
    expect(await negotiate(pair)).to.include(pair);
    expect(await negotiate('whiteboard=guess')).not.to.include('guess');
  });

  it('serves a page that may load nothing but its own files', async () => {
    const page = await fetch(app.url);
    expect(await page.text()).to.include('<title>Whiteboard</title>');
    expect(page.headers.get('content-security-policy')).to.match(
      /default-src 'none'; script-src 'self'.*connect-src 'self' ws:/,
    );
    for (const path of ['/..%2fapp.ts', '/app.ts', '/__proto__'])
      expect((await fetch(app.url + path)).status).to.equal(404);
  });
});

function ignore(): void {
  // Nothing of it matters here.
}
