import { expect } from 'chai';
import { Hub } from '../../lib/decorators/hub.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import { startEmulator } from '../../lib/emulator/emulator.js';
import type { UserEventContext } from '../../lib/invocation/contexts/user-event-context.js';
import { startTestApp } from '../../lib/testing/test-app.js';
import { rejectionOf } from '../support/performs.js';
import { repository } from '../support/read-tree.js';
import { outputOf } from '../support/run.js';
import { Chat, inApp } from '../support/test-app-story.js';

/** Runs a module with the kit in a process of its own, to its end. */
function inProcess(code: string) {
  const module = `
    import { startTestApp, createTestHost } from './dist/lib/testing/index.js';
    import { defineFunction } from './dist/lib/index.js';
    ${code}`;
  return outputOf(repository, process.execPath, '--input-type=module', '-e', module);
}

describe('a test app', () => {
  it('carries what one client says to all, through functions and service', () =>
    inApp(async (app) => {
      const ann = await app.connect('chat', { userId: 'ann' });
      const bob = await app.connect('chat', { userId: 'bob', protocol: 'simple' });
      await ann.send('hi');
      expect(await bob.next()).to.deep.equal({ data: 'ann: hi', dataType: 'text' });
      expect(await ann.next()).to.deep.equal({ data: 'ann: hi', dataType: 'text', from: 'server' });
      await bob.send('hello');
      expect((await ann.next(({ data }) => String(data).includes('hello'))).data).to.equal('bob: hello');
    }));

  it('leaves a process that ends by itself and has nothing to say', async () => {
    const output = await inProcess(`
      const app = await startTestApp({ controllers: [], hubs: ['chat'] });
      const clients = [await app.connect('chat'), await app.connect('chat', { protocol: 'json.reliable' })];
      await clients[1].drop();
      await app.clock.advance('10s');
      await app.close();
      console.log('closed');
    `);
    expect(output).to.deep.equal({ stdout: 'closed\n', stderr: '' });
  });

  it('lets the process end that forgot to close it, and tells then where it was started', async () => {
    const { stdout, stderr } = await inProcess(`
      async function forgetful() {
        const [closed, app] = [await startTestApp({ hubs: ['chat'] }), await startTestApp({ hubs: ['chat'] })];
        const ann = await app.connect('chat', { userId: 'ann' });
        await app.host.server('chat').sendToAll('hi');
        console.log((await ann.next()).data);
        await closed.close();
      }
      await forgetful();
    `);
    expect(stdout).to.equal('hi\n');
    expect(stderr.match(/A test app was not closed/g)).to.have.length(1);
    expect(stderr)
      .to.match(/at (async )?forgetful .*:\d+:\d+/)
      .and.include('await app.close()');
  });

  it('tells stderr of warnings and errors, also of those that no client is told of', async () => {
    const { stdout, stderr } = await inProcess(`
      const on = (eventType, eventName, answer) =>
        defineFunction({ trigger: { hub: 'chat', eventType, eventName } }, answer);
      const fail = async (what) => { throw new TypeError(what); };
      const app = await startTestApp({
        functions: [
          on('system', 'disconnected', () => fail('no farewell')),
          on('user', 'work', (context) => context.waitUntil(fail('no work'))),
        ],
      });
      const ann = await app.connect('chat');
      await ann.invoke('work', 1);
      await ann.close();
      await app.close();
      console.log(app.lines.map(({ level, details }) => level + ' ' + details.err.message).join());
    `);
    expect(stdout).to.equal('error no work,error no farewell\n');
    expect(stderr).to.match(/error: chat-work failed\..*\nTypeError: no work\n +at /);
    expect(stderr).to.match(/error: chat-disconnected failed\..*\nTypeError: no farewell\n +at /);
  });

  it('keeps a process that waits for it by means of its own', async () => {
    const { stdout } = await inProcess(`
      let told;
      const disconnected = new Promise((resolve) => (told = resolve));
      const trigger = { hub: 'chat', eventType: 'system', eventName: 'disconnected' };
      const app = await startTestApp({ functions: [defineFunction({ trigger }, () => told())] });
      const ann = await app.connect('chat', { userId: 'ann' });
      await new Promise((resolve) => setTimeout(resolve, 400));
      ann.drop();
      await disconnected;
      console.log('disconnected');
      await app.close();
    `);
    expect(stdout).to.equal('disconnected\n');
  });

  it('keeps the process until it is closed, also where a function hangs', async () => {
    const { stdout, stderr } = await inProcess(`
      const trigger = { hub: 'chat', eventType: 'user', eventName: 'message' };
      const hang = defineFunction({ trigger }, () => new Promise(() => undefined));
      const log = { debug() {}, info() {}, warn() {}, error() {} };
      const app = await startTestApp({ functions: [hang], log });
      const ann = await app.connect('chat', { protocol: 'simple' });
      await ann.send('hi');
      await app.close();
      console.log('closed');
    `);
    expect([stdout, stderr]).to.deep.equal(['closed\n', '']);
  });

  it('is closed where its block ends, with everything that stands on it', async () => {
    const ended: string[] = [];
    {
      await using app = await startTestApp({ controllers: [Chat] });
      await using ann = await app.connect('chat', { userId: 'ann' });
      await using emulator = await startEmulator({ port: 0 });
      expect(emulator.url).not.to.equal(app.emulator.url);
      ann.closed.finally(() => ended.push('client')).catch(() => undefined);
    }
    expect(ended).to.deep.equal(['client']);
  });

  it('needs no end where only functions are called', async () => {
    const { stdout, stderr } = await inProcess(`
      const before = process.getActiveResourcesInfo();
      const trigger = { hub: 'chat', eventType: 'user', eventName: 'message' };
      const host = createTestHost({ functions: [defineFunction({ trigger }, () => 'hi')] });
      const { body } = await host.userEvent('chat', 'message');
      const left = process.getActiveResourcesInfo().slice(before.length);
      console.log(body, JSON.stringify(left));
    `);
    expect([stdout, stderr]).to.deep.equal(['hi []\n', '']);
  });

  it('is not needed to be warned: a test host tells stderr, unless it was given a log', async () => {
    const { stdout, stderr } = await inProcess(`
      const trigger = { hub: 'chat', eventType: 'system', eventName: 'disconnected' };
      const failing = { hub: 'chat', eventType: 'user', eventName: 'message' };
      const functions = [
        defineFunction({ trigger }, () => ({ actionName: 'sendToAll', data: 'gone' })),
        defineFunction({ trigger: failing }, () => { throw new TypeError('boom'); }),
      ];
      const lines = [];
      const log = { debug() {}, info() {}, warn: (...line) => lines.push(line), error() {} };
      for (const host of [createTestHost({ functions }), createTestHost({ functions, log })]) {
        await host.userEvent('chat', 'message');
        await host.disconnected('chat');
      }
      console.log(lines.length);
    `);
    expect(stdout).to.equal('1\n');
    expect(stderr.match(/^\[web-pubsub\] warning: .*chat-disconnected.*@WebPubSub/gm)).to.have.length(1);
    expect(stderr.trim().split('\n')).to.have.length(1);
  });
});

/** Functions for which time matters. */
@Hub('chat')
class Slow {
  readonly attempts: Date[] = [];
  #failures = 0;

  failing(times: number): this {
    this.#failures = times;
    return this;
  }

  @WebPubSubTrigger() flaky(context: UserEventContext): string {
    this.attempts.push(context.time);
    if (this.attempts.length <= this.#failures) context.statusCode = 503;
    return 'done';
  }
  @WebPubSubTrigger() hang({ signal }: UserEventContext): Promise<never> {
    return new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
  }
}

describe('the time of a test app', () => {
  it('makes tokens expire, five minutes late as the service has it', () =>
    inApp(async ({ clock, connect }) => {
      const ann = await connect('chat', { userId: 'ann', expiresInMinutes: 5 });
      await ann.drop();
      await clock.advance('9m');
      await ann.reconnect();
      await ann.drop();
      await clock.advance('1m');
      expect(await rejectionOf(ann.reconnect())).to.include({ status: 401 });
    }));

  it('is that of new tokens, calls and functions too', () =>
    inApp(async ({ clock, connect, host }) => {
      await clock.advance('3h');
      const ann = await connect('chat', { userId: 'ann' });
      await ann.send('hi');
      expect((await ann.next()).data).to.equal('ann: hi');
      expect(await host.server('chat').userExists('ann')).to.equal(true);
    }));

  it('runs out for messages that wait for a client', () =>
    inApp(async ({ clock, connect, host }) => {
      const ann = await connect('chat', { userId: 'ann', protocol: 'json.reliable' });
      await ann.drop();
      await host.server('chat').sendToAll('short-lived', { messageTtlSeconds: 10 });
      await host.server('chat').sendToAll('lasting', { messageTtlSeconds: 20 });
      await clock.advance('15s');
      await ann.reconnect();
      expect((await ann.next()).data).to.equal('lasting');
    }));

  it('runs out for a connection that could be recovered', () =>
    inApp(async ({ clock, connect, host }) => {
      const ann = await connect('chat', { userId: 'ann', protocol: 'json.reliable' });
      await ann.drop();
      await clock.advance('29s');
      await ann.reconnect();
      await ann.drop();
      await clock.advance('31s');
      expect((await rejectionOf(ann.reconnect())).message).to.match(
        /was not let in: the connection has ended with 1008/,
      );
      expect(await host.server('chat').userExists('ann')).to.equal(false);
    }));

  it('is not spent on an event that failed: it runs once, and its failure is told at once', () => {
    const slow = new Slow().failing(1);
    return inApp(
      async ({ connect }) => {
        const ann = await connect('chat');
        expect(await rejectionOf(ann.sendEvent('flaky', ''))).to.include({ name: 'InternalServerError' });
        expect(slow.attempts).to.have.length(1);
      },
      { controllers: [slow] },
    );
  });

  it('skips the pauses before an event is repeated', () => {
    const slow = new Slow().failing(3);
    return inApp(
      async ({ clock, connect }) => {
        const ann = await connect('chat');
        await clock.skip(() => ann.sendEvent('flaky', ''));
        expect((await ann.next()).data).to.equal('done');
        expect(slow.attempts).to.have.length(4);
      },
      { controllers: [slow], repeatEvents: true },
    );
  });

  it('runs the repeats of repeats within one advance', () => {
    const slow = new Slow().failing(3);
    return inApp(
      async ({ clock, connect }) => {
        const ann = await connect('chat');
        const sent = ann.sendEvent('flaky', '');
        await clock.advance('3999ms');
        expect(slow.attempts).to.have.length(2);
        await clock.advance('5001ms');
        await sent;
      },
      { controllers: [slow], repeatEvents: true },
    );
  });

  it('skips to the deadline of a function that hangs, as often as it is asked', () => {
    const errors: unknown[] = [];
    const onError = (error: unknown) => void errors.push((error as { code?: string }).code);
    return inApp(
      async ({ clock, connect }) => {
        const ann = await connect('chat');
        const before = clock.now();
        const refused = await clock.skip(() => rejectionOf(ann.sendEvent('hang', '')));
        expect(refused.name).to.equal('InternalServerError');
        expect(clock.now() - before).to.be.within(30_000, 31_000);
        expect(errors).to.deep.equal(['WPS_DEADLINE']);
      },
      { controllers: [Slow], onError },
    );
  });

  it('skips to the end of what the service repeats', () =>
    inApp(
      async ({ clock, connect }) => {
        const ann = await connect('chat');
        const before = clock.now();
        await clock.skip(() => rejectionOf(ann.sendEvent('hang', '')));
        // official emulator: 100 s for an event, repeats and their pauses included.
        expect(clock.now() - before).to.be.within(100_000, 101_000);
      },
      { controllers: [Slow], repeatEvents: true },
    ));
});
