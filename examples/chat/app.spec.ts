import { expect } from 'chai';
import { startTestApp, TestConnectionRefused, type TestApp, type TestClient } from 'web-pubsub-bindings/testing';
import { Chat } from './chat.js';
import { inLocalChat } from './support/local-chat.js';

describe('the chat, its clients and the service', () => {
  let app: TestApp;
  beforeEach(async () => (app = await startTestApp({ controllers: [Chat] })));
  afterEach(() => app.close());

  const enter = async (userId: string): Promise<TestClient> => {
    const person = await app.connect('chat', { userId });
    await person.next({ data: { type: 'people', came: userId } });
    return person;
  };

  it('tells everybody who comes and who goes', async () => {
    const [ann, bob] = [await enter('ann'), await enter('bob 🎉')];
    await ann.next({ data: { room: 'Everyone', came: 'bob 🎉', people: ['ann', 'bob 🎉'] } });
    await bob.close();
    await ann.next({ data: { room: 'Everyone', went: 'bob 🎉', people: ['ann'] } });
  });

  it('takes two tabs of one person for one person', async () => {
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    await ann.next({ data: { came: 'bob' } });
    const secondTab = await app.connect('chat', { userId: 'bob' });
    expect((await ann.next()).data).not.to.have.any.keys('came', 'went');
    await bob.next({ data: { people: ['ann', 'bob'] } });
    await secondTab.close();
    expect((await bob.next()).data).not.to.have.any.keys('came', 'went');
  });

  it('passes a message on to everybody', async () => {
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    await bob.sendEvent('message', { id: '1', room: 'Everyone', text: ' <b>hello</b> ' });
    await ann.next({ data: { type: 'text', id: '1', from: 'bob', room: 'Everyone', text: '<b>hello</b>' } });
  });

  it('keeps what is said in a room to those who are in it', async () => {
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    await ann.sendEvent('join', { room: 'Kitchen' });
    await ann.next({ data: { room: 'Kitchen', came: 'ann', people: ['ann'] } });
    await ann.sendEvent('message', { id: '1', room: 'Kitchen', text: 'tea?' });
    await ann.next({ data: { type: 'text', id: '1' } });
    await ann.sendEvent('leave', { room: 'Kitchen' });
    await ann.sendEvent('message', { id: '2', room: 'Kitchen', text: 'still there?' });
    await ann.next({ data: { type: 'refused', id: '2', reason: 'Join Kitchen before you write there.' } });
    await ann.sendEvent('message', { id: '3', room: 'Everyone', text: 'bye' });
    const firstText = await bob.next({ data: { type: 'text' } });
    expect(firstText.data).to.include({ id: '3' });
  });

  it('tells a room of a member whose connection ended', async () => {
    const [ann, bob] = [await enter('ann'), await enter('bob')];
    await bob.sendEvent('join', { room: 'Garden' });
    await ann.sendEvent('join', { room: 'Garden' });
    await bob.next({ data: { room: 'Garden', came: 'ann' } });
    await ann.drop();
    await bob.next({ data: { room: 'Garden', went: 'ann', people: ['bob'] } });
  });

  it('refuses a banned name in connect, and says why to whoever asks', async () => {
    const refusal: unknown = await app.connect('chat', { userId: 'Mallory' }).catch((error: unknown) => error);
    expect(refusal).to.be.instanceOf(TestConnectionRefused).and.to.include({ status: 401 });
    expect(refusal).to.have.property('body').that.includes('“Mallory” is banned');
    const why = await fetch(`${app.url}/names/Mallory`);
    expect(await why.json())
      .to.have.property('refusal')
      .that.includes('is banned');
  });

  it('survives what no page would send', async () => {
    const ann = await enter('ann');
    for (const data of ['text', 7, [], {}, { id: 1, room: {}, text: [] }, { room: '__proto__' }]) {
      const sent = ['message', 'join', 'leave'].map((event) => ann.sendEvent(event, data));
      const taken = (await Promise.allSettled(sent)).filter(({ status }) => status === 'fulfilled');
      expect(taken).to.deep.equal([]);
    }
    await ann.sendEvent('message', { id: 'last', room: 'Everyone', text: 'still here' });
    await ann.next({ data: { type: 'text', id: 'last' } });
  });
});

describe('the chat app', () => {
  it(
    'hands out an address with a token, and the rooms there are',
    inLocalChat(async (chat) => {
      const answer = await fetch(`${chat.url}/login?userid=ann`);
      expect(await answer.json()).to.have.keys('baseUrl', 'url', 'accessToken', 'rooms');
      expect(answer.headers.get('cache-control')).to.equal('no-store');
    }),
  );

  it(
    'serves a page that may load nothing but its own files',
    inLocalChat(async (chat) => {
      const page = await fetch(chat.url);
      expect(await page.text()).to.include('<title>Chat</title>');
      expect(page.headers.get('content-security-policy')).to.match(
        /default-src 'none'; script-src 'self'.*connect-src 'self' ws:/,
      );
      expect((await fetch(`${chat.url}/..%2fapp.ts`)).status).to.equal(404);
    }),
  );

  it(
    'goes on after a restart: connections, memberships and people are known as before',
    inLocalChat(async (chat) => {
      const [ann, bob] = [await chat.enter('ann'), await chat.enter('bob')];
      await bob.sendEvent('join', { room: 'Workshop' });
      await ann.next({ data: { came: 'bob' } });
      await chat.stopApp();
      const missed = chat.appIsMissed();
      const sent = bob.sendEvent('message', { id: '1', room: 'Workshop', text: 'anybody?' });
      await missed;
      await chat.startApp();
      await ann.next({ data: { type: 'people', room: 'Everyone', people: ['ann', 'bob'] } });
      await sent;
      await bob.next({ data: { type: 'text', id: '1', from: 'bob' } });
    }),
  );
});
