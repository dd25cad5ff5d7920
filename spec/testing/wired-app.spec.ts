import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import Koa from 'koa';
import { WebSocket } from 'ws';
import { defineFunction } from '../../lib/decorators/define-function.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import { VirtualClock } from '../../lib/emulator/virtual-clock.js';
import type { Logger } from '../../lib/invocation/logger.js';
import type { InvocationContext } from '../../lib/invocation/invocation-context.js';
import { startTestApp } from '../../lib/testing/test-app.js';
import { recordingLog } from '../../lib/testing/recording-log.js';
import { rejectionOf } from '../support/performs.js';
import { Chat, inApp } from '../support/test-app-story.js';

describe('an app and a service wired both ways', () => {
  it('begins every test without the connections of the one before', () =>
    inApp(async (app) => {
      const ann = await app.connect('chat', { userId: 'ann' });
      await app.reset();
      expect((await ann.closed).code).to.equal(1000);
      expect(await app.host.server('chat').userExists('ann')).to.equal(false);
    }));

  it('lets clients say the query of their handshake, which connect sees', async () => {
    const queries: unknown[] = [];
    const connect = defineFunction(
      { trigger: { hub: 'desk', eventType: 'system', eventName: 'connect' } },
      ({ query: { role, room } }) => void queries.push({ role, room }),
    );
    const app = await startTestApp({ functions: [connect] });
    const ann = await app.connect('desk', { query: { role: 'agent', room: ['red', 'blue'] } });
    await ann.reconnect();
    await app.close();
    expect(queries[0]).to.deep.equal({ role: ['agent'], room: ['red', 'blue'] });
    expect(queries).to.deep.equal([queries[0], queries[0]]);
    const refused = await rejectionOf(app.connect('desk', { query: { access_token: 'x' } }));
    expect(refused).to.have.property('code', 'WPS_TEST_VALUE');
  });

  it('tells who waits in vain of work that has not ended', async () => {
    const clock = new VirtualClock();
    const offer = defineFunction({ trigger: { hub: 'desk', eventType: 'user', eventName: 'offer' } }, (context) =>
      context.waitUntil(new Promise<void>((resolve) => clock.after(60_000, resolve))),
    );
    const app = await startTestApp({ functions: [offer], clock });
    const ann = await app.connect('desk');
    await ann.sendEvent('offer', 'A vase');
    const { message } = await rejectionOf(ann.next(undefined, 1));
    expect(message).to.include('Nothing came at all. What desk-offer left to waitUntil has not ended');
    await clock.advance('1m');
    expect((await rejectionOf(ann.next(undefined, 1))).message).not.to.include('waitUntil');
    await app.close();
  });

  it('begins every test without the faults of the one before', () =>
    inApp(async (app) => {
      const ann = await app.connect('chat', { userId: 'ann' });
      for (const at of ['frameToClient', 'frameFromClient'] as const) app.faults.add({ at, fault: { delay: '1h' } });
      const sending = ann.send('hi').catch(() => undefined);
      await app.reset();
      await sending;
      expect((await ann.closed).code).to.equal(1000);
      expect(await app.host.server('chat').userExists('ann')).to.equal(false);
      await (await app.connect('chat', { userId: 'bob' })).send('hello');
    }));

  it('is closed at once, whatever was to be late', () =>
    inApp(async (app) => {
      const ann = await app.connect('chat', { userId: 'ann' });
      app.faults.add({ at: 'frameFromClient', fault: { delay: '1h' } });
      const sending = ann.send('hi').catch(() => undefined);
      const begin = performance.now();
      await app.close();
      expect(performance.now() - begin).to.be.lessThan(500);
      await sending;
    }));

  it('lets nothing of a test run on in the next: no function, no client of another kind, none that was about to come', () => {
    const told: string[] = [];
    class Slow {
      @WebPubSubTrigger('chat', 'system', 'connect') async connect() {
        await setImmediate();
        return {};
      }
      @WebPubSubTrigger('chat', 'system', 'connected') async connected() {
        await setImmediate();
      }
      @WebPubSubTrigger('chat', 'system', 'disconnected') async disconnected({ userId }: InvocationContext) {
        await setImmediate();
        told.push(String(userId));
      }
    }
    return inApp(
      async (app) => {
        const { url } = await app.getClientAccess('chat', { userId: 'bob' });
        await Promise.all([once(new WebSocket(url), 'open'), app.connect('chat', { userId: 'ann' })]);
        const opening = app.connect('chat', { userId: 'eve' });
        await app.reset();
        expect([told.sort(), app.emulator.snapshot().hubs]).to.deep.equal([['ann', 'bob', 'eve'], {}]);
        await opening;
      },
      { controllers: [Slow] },
    );
  });

  it('serves HTTP functions, and routes of the app it is given', () => {
    const koa = new Koa();
    koa.use(async (ctx, next) => {
      if (ctx.path === '/own') ctx.body = 'own';
      else await next();
    });
    return inApp(
      async (app) => {
        const bodies = await Promise.all(['/hello', '/own'].map(async (path) => (await fetch(app.url + path)).text()));
        expect(bodies).to.deep.equal(['hello', 'own']);
      },
      { controllers: [Chat], app: koa },
    );
  });

  it('lets clients into a hub that has no functions', () =>
    inApp(
      async (app) => {
        const ann = await app.connect('other', { userId: 'ann' });
        await app.host.server('other').sendToAll('hi');
        expect((await ann.next()).data).to.equal('hi');
      },
      { controllers: [Chat], hubs: ['other'] },
    ));

  it('hands out what any other client connects with', () =>
    inApp(async (app) => {
      const { baseUrl, url, accessToken } = await app.getClientAccess('chat', { userId: 'ann' });
      expect(url).to.equal(`${baseUrl}?access_token=${accessToken}`);
      const socket = new WebSocket(url);
      await once(socket, 'open');
      const heard = once(socket, 'message');
      await app.host.server('chat').sendToUser('ann', 'hi');
      expect(String((await heard)[0])).to.equal('hi');
      socket.terminate();
    }));

  it('takes the names of users and groups as they are, braces and all', () =>
    inApp(
      async (app) => {
        const ann = await app.connect('other', { userId: '{ann} %x%', groups: ['{red}'] });
        expect(ann.userId).to.equal('{ann} %x%');
        await app.host.server('other').sendToGroup('{red}', 'hi');
        expect((await ann.next()).data).to.equal('hi');
      },
      { controllers: [Chat], hubs: ['other'] },
    ));

  it('refuses client access for what is no hub, no option, or no hub of this app', () =>
    inApp(async (app) => {
      const refused = [
        app.getClientAccess('chat', { userid: 'ann' } as object),
        app.getClientAccess(undefined as unknown as string),
        app.getClientAccess('chta'),
      ];
      const messages = (await Promise.all(refused.map(rejectionOf))).map(({ message }) => message);
      expect(messages[0]).to.include('getClientAccess("chat")').and.include('userId');
      expect(messages[1]).to.include('getClientAccess').and.include('hub');
      expect(messages[2]).to.include('belongs to the hub "chta"');
    }));

  it('keeps every line of app and service, in order, and gives them to the log of the test', async () => {
    const { log, lines } = recordingLog();
    await inApp(
      async (app) => {
        const ann = await app.connect('chat');
        for (const event of ['boom', 'refuse']) await rejectionOf(ann.sendEvent(event, ''));
        const told = app.lines.map(({ level, message }) => `${level}: ${message}`);
        expect(told).to.deep.equal([
          'error: Chat.boom failed.',
          'warn: An event came to no good end.',
          'debug: Chat.refuse refused: Say please.',
        ]);
        expect(app.lines[1]?.details).to.include({ eventName: 'boom', problem: 'the app answered 500' });
        expect(lines).to.deep.equal(app.lines);
      },
      { controllers: [Chat], log },
    );
  });

  it('goes by the clock that its controllers were given', async () => {
    const clock = new VirtualClock();
    const now = defineFunction({ trigger: { hub: 'chat', eventType: 'user', eventName: 'now' } }, () => clock.now());
    await clock.advance('3h');
    await inApp(
      async (app) => {
        expect(app.clock).to.equal(clock);
        const ann = await app.connect('chat');
        expect((await ann.invoke('now', '')).data).to.be.closeTo(Date.now() + 10_800_000, 10_000);
      },
      { clock, functions: [now] },
    );
  });

  it('refuses a log that is none', async () => {
    const error = await rejectionOf(startTestApp({ log: {} as Logger }));
    expect(error['code']).to.equal('WPS_BOOTSTRAP_OPTION');
  });

  it('refuses what bootstrap refuses, and leaves nothing running', async () => {
    class Wrong {
      @WebPubSubTrigger('chat', 'user', 'say') say(_context: unknown, _unbound: unknown): void {}
    }
    const error = await rejectionOf(startTestApp({ controllers: [Wrong] }));
    expect(error['code']).to.equal('WPS_PARAMETER_UNBOUND');
  });

  it('refuses a hub that cannot be, and leaves nothing running', async () => {
    const error = await rejectionOf(startTestApp({ controllers: [Chat], hubs: ['1-no-hub'] }));
    expect(error['code']).to.equal('WPS_EMULATOR_SETTING');
  });

  it('has no client for a hub that nobody named, and says which there are', () =>
    inApp(
      async (app) => {
        const { message } = await rejectionOf(app.connect('chta'));
        expect(message).to.equal(
          'No function of this test app belongs to the hub "chta". There are: chat, other. ' +
            "Name it in startTestApp({ hubs: ['chta'] }) if it has none.",
        );
      },
      { controllers: [Chat], hubs: ['other'] },
    ));

  it('tells a client that waits in vain what its function failed with', () => {
    class Broken {
      @WebPubSubTrigger('chat', 'user', 'message') message(): never {
        throw new TypeError('no database');
      }
    }
    return inApp(
      async (app) => {
        const bob = await app.connect('chat', { userId: 'bob', protocol: 'simple' });
        await bob.send('hi');
        expect((await rejectionOf(bob.next(undefined, 100))).message).to.include('no database');
      },
      { controllers: [Broken] },
    );
  });

  it('has no client once it is closed, which may be twice', async () => {
    const app = await startTestApp({ controllers: [Chat] });
    await Promise.all([app.close(), app.close()]);
    const { message } = await rejectionOf(app.connect('chat'));
    expect(message).to.equal('connect("chat") is not possible: the test app is closed.');
  });
});
