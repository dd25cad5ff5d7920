import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { LocalChat } from './support/local-chat.js';
import { Visitor } from './support/visitor.js';

describe('the chat app', () => {
  it('hands out an address with a token, and the rooms there are', async () => {
    const chat = await LocalChat.start();
    const answer = await fetch(`${chat.url}/login?userid=ann`);
    expect(await answer.json()).to.have.keys('baseUrl', 'url', 'accessToken', 'rooms');
    expect(answer.headers.get('cache-control')).to.equal('no-store');
    await chat.close();
  });

  it('serves a page that may load nothing but its own files', async () => {
    const chat = await LocalChat.start();
    const page = await fetch(chat.url);
    expect(await page.text()).to.include('<title>Chat</title>');
    expect(page.headers.get('content-security-policy')).to.match(
      /default-src 'none'; script-src 'self'.*connect-src 'self' ws:/,
    );
    expect((await fetch(`${chat.url}/..%2fapp.ts`)).status).to.equal(404);
    await chat.close();
  });

  it('tells everybody who comes and who goes', async () => {
    const chat = await LocalChat.start();
    const ann = await Visitor.enter(chat.url, 'ann');
    const bob = await Visitor.enter(chat.url, 'bob 🎉');
    expect(await ann.hears({ came: 'bob 🎉' })).to.deep.include({ room: 'Everyone', people: ['ann', 'bob 🎉'] });
    await bob.leave();
    expect(await ann.hears({ went: 'bob 🎉' })).to.deep.include({ people: ['ann'] });
    await chat.close();
  });

  it('takes two tabs of one person for one person', async () => {
    const chat = await LocalChat.start();
    const ann = await Visitor.enter(chat.url, 'ann');
    const bob = await Visitor.enter(chat.url, 'bob');
    const secondTab = await Visitor.knock(chat.url, 'bob');
    expect(await ann.hears({ people: ['ann', 'bob'] })).to.include({ came: 'bob' });
    expect(await ann.hears({ people: ['ann', 'bob'] })).not.to.have.any.keys('came', 'went');
    secondTab.close(1000);
    expect(await bob.hears({ people: ['ann', 'bob'] })).not.to.have.any.keys('came', 'went');
    await chat.close();
  });

  it('passes a message on to everybody', async () => {
    const chat = await LocalChat.start();
    const ann = await Visitor.enter(chat.url, 'ann');
    const bob = await Visitor.enter(chat.url, 'bob');
    bob.send('message', { id: '1', room: 'Everyone', text: ' <b>hello</b> ' });
    expect(await ann.hears({ type: 'text' })).to.include({
      id: '1',
      from: 'bob',
      room: 'Everyone',
      text: '<b>hello</b>',
    });
    expect(await bob.hears({ type: 'ack', ackId: 1 })).to.include({ success: true });
    await chat.close();
  });

  it('keeps what is said in a room to those who are in it', async () => {
    const chat = await LocalChat.start();
    const [ann, bob] = [await Visitor.enter(chat.url, 'ann'), await Visitor.enter(chat.url, 'bob')];
    ann.send('join', { room: 'Kitchen' });
    expect(await ann.hears({ room: 'Kitchen' })).to.deep.include({ came: 'ann', people: ['ann'] });
    ann.send('message', { id: '1', room: 'Kitchen', text: 'tea?' }, 2);
    await ann.hears({ type: 'text', id: '1' });
    ann.send('leave', { room: 'Kitchen' }, 3);
    await ann.hears({ type: 'ack', ackId: 3 });
    ann.send('message', { id: '2', room: 'Kitchen', text: 'still there?' }, 4);
    expect(await ann.hears({ type: 'refused', id: '2' })).to.include({
      reason: 'Join Kitchen before you write there.',
    });
    ann.send('message', { id: '3', room: 'Everyone', text: 'bye' }, 5);
    await bob.hears({ type: 'text', id: '3' });
    expect(bob.unheard('text')).to.deep.equal([]);
    await chat.close();
  });

  it('tells a room of a member whose connection ended', async () => {
    const chat = await LocalChat.start();
    const [ann, bob] = [await Visitor.enter(chat.url, 'ann'), await Visitor.enter(chat.url, 'bob')];
    bob.send('join', { room: 'Garden' });
    await bob.hears({ type: 'ack', ackId: 1 });
    ann.send('join', { room: 'Garden' });
    await bob.hears({ room: 'Garden', came: 'ann' });
    await ann.leave();
    expect(await bob.hears({ room: 'Garden', went: 'ann' })).to.deep.include({ people: ['bob'] });
    await chat.close();
  });

  it('refuses a banned name in connect, and says why to whoever asks', async () => {
    const chat = await LocalChat.start();
    const socket = await Visitor.knock(chat.url, 'Mallory');
    const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
    expect(response.statusCode).to.equal(401);
    expect(await text(response)).to.include('“Mallory” is banned');
    const why = await fetch(`${chat.url}/names/Mallory`);
    expect(await why.json())
      .to.have.property('refusal')
      .that.includes('is banned');
    socket.on('error', () => undefined).terminate();
    await chat.close();
  });

  it('goes on after a restart: connections, memberships and people are known as before', async () => {
    const chat = await LocalChat.start();
    const [ann, bob] = [await Visitor.enter(chat.url, 'ann'), await Visitor.enter(chat.url, 'bob')];
    bob.send('join', { room: 'Workshop' });
    await bob.hears({ type: 'ack', ackId: 1 });
    await ann.hears({ came: 'bob' });
    await chat.stopApp();
    bob.send('message', { id: '1', room: 'Workshop', text: 'anybody?' }, 2);
    await chat.appIsMissed();
    await chat.startApp();
    expect(await ann.hears({ type: 'people', room: 'Everyone' })).to.deep.include({ people: ['ann', 'bob'] });
    expect(await bob.hears({ type: 'text' })).to.include({ id: '1', from: 'bob' });
    await chat.close();
  });

  it('survives what no page would send', async () => {
    const chat = await LocalChat.start();
    const ann = await Visitor.enter(chat.url, 'ann');
    for (const [at, data] of ['text', 7, [], {}, { id: 1, room: {}, text: [] }, { room: '__proto__' }].entries()) {
      for (const [nr, event] of ['message', 'join', 'leave'].entries()) ann.send(event, data, 10 * at + nr + 100);
    }
    ann.send('message', { id: 'last', room: 'Everyone', text: 'still here' }, 1);
    expect(await ann.hears({ type: 'text' })).to.include({ id: 'last' });
    expect(ann.unheard('ack').filter(({ success }) => success)).to.deep.equal([]);
    await chat.close();
  });
});
