import assert from 'node:assert/strict';
import { ConfigurationError, ConnectContext, InvocationContext, type Middleware } from 'web-pubsub-bindings';
import { startEmulator } from 'web-pubsub-bindings/emulator';
import { startTestApp, TestConnectionRefused, type TestApp } from 'web-pubsub-bindings/testing';
import { Chat } from './chat.js';
import { quiet } from './quiet.js';
import { afterEach, beforeEach, describe, it } from './runner.js';

describe('the whole app', () => {
  let app: TestApp | undefined;
  const started = (): TestApp => app ?? assert.fail('it is not started');
  beforeEach(async () => {
    app = await startTestApp({ controllers: [Chat], log: quiet });
  });
  afterEach(() => started().close());

  it('carries what one client says to all others, however they speak', async () => {
    const ann = await started().connect('chathub', { userId: 'ann' });
    const bob = await started().connect('chathub', { userId: 'bob', protocol: 'simple' });
    await ann.sendEvent('message', 'hi');
    assert.deepEqual(await bob.next(), { data: 'ann: hi', dataType: 'text' });
    await bob.send('hello');
    await ann.next(({ data }) => data === 'bob: hello');
  });

  it('carries JSON and bytes', async () => {
    const roles = ['webpubsub.sendToGroup.lobby'];
    const ann = await started().connect('chathub', { userId: 'ann', roles });
    const bob = await started().connect('chathub', { userId: 'bob' });
    await ann.sendToGroup('lobby', { list: [1, 'two', null] });
    assert.deepEqual((await bob.next()).data, { list: [1, 'two', null] });
    for (const bytes of [Buffer.from('abc'), new Uint8Array([97, 98, 99]), new Uint8Array([97, 98, 99]).buffer]) {
      await ann.sendToGroup('lobby', bytes);
      const { data, dataType } = await bob.next();
      assert.deepEqual([dataType, data], ['binary', Buffer.from('abc')]);
    }
  });

  it('gives a reliable client what it missed', async () => {
    const ann = await started().connect('chathub', { userId: 'ann' });
    const bob = await started().connect('chathub', { userId: 'bob', protocol: 'json.reliable' });
    await bob.drop();
    await ann.sendEvent('message', 'are you there?');
    await bob.reconnect();
    assert.equal((await bob.next()).data, 'ann: are you there?');
  });

  it('turns a client away', async () => {
    const refused = started().connect('chathub', { userId: 'mallory' });
    await assert.rejects(refused, (error) => error instanceof TestConnectionRefused && error.status === 401);
  });

  it('knows the classes that a test knows', async () => {
    const contexts: unknown[] = [];
    const use: Middleware = (context, next) => {
      contexts.push(context);
      return next();
    };
    const other = await startTestApp({ controllers: [Chat], use: [use] });
    try {
      await other.connect('chathub', { userId: 'ann' });
    } finally {
      await other.close();
    }
    assert.ok(contexts[0] instanceof ConnectContext && contexts[0] instanceof InvocationContext);
  });

  it('fails where the service says no', async () => {
    const ann = await started().connect('chathub', { userId: 'ann' });
    await assert.rejects(ann.sendToGroup('attic', 'hi'), { name: 'Forbidden' });
    await assert.rejects(ann.sendEvent('join', { room: 1 }), Error);
    await assert.rejects(
      ann.next(() => true, 10),
      /got nothing that the predicate takes/,
    );
  });

  it('answers http', async () => {
    const get = async (path: string) => {
      const response = await fetch(`${started().url}/${path}`);
      return [response.status, await response.text()] as const;
    };
    assert.deepEqual(await get('rooms/lobby'), [200, '{"room":"lobby"}']);
    assert.equal((await get('rooms/attic'))[0], 404);
    assert.equal((await get('broken'))[0], 500);
    assert.equal((await get('nothing'))[0], 404);
  });

  it('says that a port is taken, in words of its own', async () => {
    const port = Number(new URL(started().emulator.url).port);
    const isOurs = (error: unknown) => error instanceof ConfigurationError && error.code === 'WPS_EMULATOR_LISTEN';
    await assert.rejects(startEmulator({ port }), isOurs);
  });

  it('begins again without clients', async () => {
    const ann = await started().connect('chathub', { userId: 'ann' });
    await started().reset();
    assert.equal((await ann.closed).code, 1000);
    assert.equal(await started().host.server('chathub').userExists('ann'), false);
  });
});
