import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { rejectionOf } from '../support/performs.js';
import { inApp } from '../support/test-app-story.js';

describe('a client of a test', () => {
  it('tells a client what a function answers', () =>
    inApp(async (app) => {
      const ann = await app.connect('chat', { userId: 'ann' });
      await ann.sendEvent('whoami', '');
      expect(await ann.next())
        .to.include({ dataType: 'json' })
        .and.have.deep.property('data', { userId: 'ann' });
      expect([ann.userId, ann.connectionId]).to.satisfy(([user, id]: string[]) => user === 'ann' && id !== '');
    }));

  it('asks a function and gets its answer, or its no', () =>
    inApp(async (app) => {
      const ann = await app.connect('chat', { userId: 'ann' });
      expect(await ann.invoke('whoami', '')).to.deep.equal({ dataType: 'json', data: { userId: 'ann' } });
      expect(ann.received).to.deep.equal([]);
      expect(await rejectionOf(ann.invoke('unknown', ''))).to.have.property('name', 'NotFound');
    }));

  it('has clients that join, send to and leave groups, as far as their roles go', () =>
    inApp(async (app) => {
      const roles = ['webpubsub.joinLeaveGroup.red', 'webpubsub.sendToGroup.red'];
      const [ann, bob] = [await app.connect('chat', { userId: 'ann', roles }), await app.connect('chat', { roles })];
      await ann.joinGroup('red');
      await bob.joinGroup('red');
      await ann.sendToGroup('red', { a: 1 }, { noEcho: true });
      expect(await bob.next()).to.deep.equal({
        ...{ from: 'group', group: 'red', fromUserId: 'ann', dataType: 'json', data: { a: 1 } },
      });
      await bob.leaveGroup('red');
      for (const bytes of [Buffer.from([1, 2]), new Uint8Array([1, 2]).buffer, new DataView(new ArrayBuffer(2))]) {
        await ann.sendToGroup('red', bytes);
        expect(await ann.next()).to.have.property('dataType', 'binary');
      }
      await ann.sendToGroup('red', Buffer.from([1, 2]));
      expect((await ann.next()).data).to.deep.equal(Buffer.from([1, 2]));
      expect((await rejectionOf(ann.sendToGroup('red', new Map()))).message).to.include('a value of Map');
      expect(bob.received).to.have.length(1);
      expect((await rejectionOf(ann.joinGroup('blue'))).name).to.equal('Forbidden');
    }));

  it('waits for a message of wanted members, or of a type', () =>
    inApp(async (app) => {
      const ann = await app.connect('chat', { userId: 'ann' });
      await ann.sendEvent('whoami', '');
      await ann.sendEvent('message', 'hi');
      expect(await ann.next({ data: { userId: 'ann' } })).to.include({ from: 'server' });
      const { data } = await ann.next((message) => message.dataType === 'text');
      expect(data.toUpperCase()).to.equal('ANN: HI');
    }));

  it('refuses a client as connect does, with status and words', () =>
    inApp(async (app) => {
      const error = await rejectionOf(app.connect('chat', { userId: 'mallory' }));
      expect([error['status'], error['body']]).to.deep.equal([401, 'not you']);
    }));

  it('gives a reliable client what it missed while it was away', () =>
    inApp(async (app) => {
      const ann = await app.connect('chat', { userId: 'ann', protocol: 'json.reliable' });
      const { connectionId } = ann;
      await ann.drop();
      await app.host.server('chat').sendToUser('ann', 'missed');
      await ann.reconnect();
      expect((await ann.next()).data).to.equal('missed');
      expect(ann.connectionId).to.equal(connectionId);
    }));

  it('says that a simple client knows no groups', () =>
    inApp(async (app) => {
      const ann = await app.connect('chat', { protocol: 'simple' });
      expect((await rejectionOf(ann.joinGroup('lobby'))).message).to.include('"json"');
    }));

  it('says who waited in vain, for how long, and what came instead', () =>
    inApp(async (app) => {
      const ann = await app.connect('chat', { userId: 'ann' });
      await ann.send('hi');
      const { message, stack } = await rejectionOf(ann.next(({ data }) => data === 'hi', 20));
      expect(message).to.include(`client "ann" of hub "chat" (connection ${ann.connectionId ?? ''}) got nothing that`);
      expect(message).to.include('within 20 ms').and.include("data: 'ann: hi'");
      expect(stack).to.include('test-client.spec');
    }));

  it('says which event was not acknowledged, where its function hangs', () =>
    inApp(async (app) => {
      const ann = await app.connect('chat', { userId: 'ann', timeout: 50 });
      const { message } = await rejectionOf(ann.sendEvent('hang', ''));
      expect(message).to.match(/^sendEvent\("hang"\) of client "ann" .*was not acknowledged within 50 ms/);
      expect(message).to.include('Does its function return? Nothing came at all.');
    }));

  it('says that nobody answers whether it is let in', () =>
    inApp(async (app) => {
      const { message } = await rejectionOf(app.connect('chat', { userId: 'hanging', timeout: 50 }));
      expect(message).to.match(/^connect\(\) of client "hanging" of hub "chat" was not answered within 50 ms/);
    }));

  it('says what a service that said no said it to', () =>
    inApp(async (app) => {
      const ann = await app.connect('chat', { userId: 'ann' });
      expect((await rejectionOf(ann.joinGroup('red'))).message).to.match(
        /^joinGroup\("red"\) of client "ann" .* failed: Forbidden: /,
      );
    }));

  it('rejects at once, with code and reason, once the connection has ended', () =>
    inApp(async (app) => {
      const ann = await app.connect('chat', { userId: 'ann' });
      const waiting = rejectionOf(ann.next());
      await app.host.server('chat').closeConnection(ann.connectionId ?? '', 'enough');
      expect(await ann.ended()).to.include({ code: 1000 });
      for (const error of [await waiting, await rejectionOf(ann.next())])
        expect(error.message).to.match(/gets nothing more: the connection has ended with 1000/);
      expect((await rejectionOf(ann.send('hi'))).message).to.match(/^sendEvent\("message"\) .*is not possible/);
    }));

  it('says that its connection has not ended', () =>
    inApp(async (app) => {
      const ann = await app.connect('chat', { userId: 'ann' });
      expect((await rejectionOf(ann.ended(5))).message).to.match(/^The connection of client "ann" .* 5 ms/);
    }));

  it('may wait for what it missed before it is back', () =>
    inApp(async (app) => {
      const ann = await app.connect('chat', { userId: 'ann', protocol: 'json.reliable' });
      await ann.drop();
      const missed = ann.next();
      await app.host.server('chat').sendToUser('ann', 'missed');
      await ann.reconnect();
      expect((await missed).data).to.equal('missed');
      await ann.drop();
      expect((await rejectionOf(ann.next(undefined, 1))).message).to.include('whose network is lost');
    }));

  describe('tells with each failure what the app said meanwhile', () => {
    const messageOf = async (call: Promise<unknown>): Promise<string> => (await rejectionOf(call)).message;

    it('of a function that throws', () =>
      inApp(async (app) => {
        const ann = await app.connect('chat', { userId: 'ann' });
        const said = / failed: InternalServerError: .* The app said: Chat\.boom failed: TypeError: no such chat\.$/;
        expect(await messageOf(ann.invoke('boom', 1))).to.match(said);
        expect(await messageOf(ann.sendEvent('boom', 1))).to.match(said);
      }));

    it('of an event that nobody answers, as often as it comes', () =>
      inApp(async (app) => {
        const ann = await app.connect('chat', { userId: 'ann' });
        for (const data of [1, 2])
          expect(await messageOf(ann.sendEvent('bod', data)))
            .to.include(
              'InternalServerError: Internal server error. The app said: No function answers user event "bod"',
            )
            .and.include('whoami');
      }));

    it('of a no of which its client is not told, and once where it is told', () =>
      inApp(async (app) => {
        const ann = await app.connect('chat', { userId: 'ann' });
        expect(await messageOf(ann.sendEvent('refuse', 1))).to.match(/error\. The app said: Say please\.$/);
        expect(await messageOf(ann.invoke('refuse', 1))).to.match(/ failed: BadRequest: Say please\.$/);
      }));

    it('of a client that was not let in', () =>
      inApp(async (app) => {
        const error = await rejectionOf(app.connect('chat', { userId: 'broken' }));
        expect(error).to.include({ status: 500 });
        expect(error.message).to.match(/The app said: Chat\.connect failed: TypeError: no list of users\.$/);
      }));

    it('of a message that does not come, also where it was said before anybody waited', () =>
      inApp(async (app) => {
        const ann = await app.connect('chat', { userId: 'ann' });
        const eve = await app.connect('chat', { userId: 'eve' });
        await eve.close();
        await app.emulator.close();
        const message = await messageOf(ann.next({ data: 'farewell' }));
        expect(message).to.match(/The app said: Chat\.disconnected failed: TypeError: no farewell\.$/);
      }));

    it('also what it said before the client got something, if no failure has told it', () =>
      inApp(async (app) => {
        const ann = await app.connect('chat', { userId: 'ann' });
        const eve = await app.connect('chat', { userId: 'eve' });
        await eve.close();
        while (!app.lines.some(({ level }) => level === 'error')) await setImmediate();
        await ann.send('hi');
        await ann.next();
        expect(await messageOf(ann.next(undefined, 1))).to.include('no farewell');
      }));

    it('and not what a failure has told before the client got what it awaited', () =>
      inApp(async (app) => {
        const ann = await app.connect('chat', { userId: 'ann' });
        await messageOf(ann.sendEvent('boom', 1));
        await ann.send('hi');
        await ann.next();
        expect(await messageOf(ann.next(undefined, 1))).not.to.include('The app said');
      }));
  });
  it('has one connection after a reconnect() without a drop(), and hears on it', () =>
    inApp(async (app) => {
      for (const protocol of ['json', 'json.reliable'] as const) {
        const ann = await app.connect('chat', { userId: protocol, protocol });
        const first = ann.closed;
        await ann.reconnect();
        await first;
        await ann.send('hi');
        expect((await ann.next()).data).to.equal(`${protocol}: hi`);
      }
    }));
});
