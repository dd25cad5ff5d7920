import { expect } from 'chai';
import { Hub } from '../../lib/decorators/hub.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import type { UserEventContext } from '../../lib/invocation/contexts/user-event-context.js';
import { rejectionOf } from '../support/performs.js';
import { repository } from '../support/read-tree.js';
import { run } from '../support/run.js';
import { inApp } from '../support/test-app-story.js';

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

  it('leaves a process that ends by itself', async () => {
    const code = `
      import { startTestApp } from './dist/lib/testing/index.js';
      const app = await startTestApp({ controllers: [], hubs: ['chat'] });
      const clients = [await app.connect('chat'), await app.connect('chat', { protocol: 'json.reliable' })];
      await clients[1].drop();
      await app.clock.advance('10s');
      await app.close();
      console.log('closed');
    `;
    expect(await run(repository, process.execPath, '--input-type=module', '-e', code)).to.equal('closed\n');
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
      expect((await rejectionOf(ann.reconnect())).message).to.equal('The connection was closed with 1008.');
      expect(await host.server('chat').userExists('ann')).to.equal(false);
    }));

  it('skips the pauses before an event is repeated', () => {
    const slow = new Slow().failing(3);
    return inApp(
      async ({ clock, connect }) => {
        const ann = await connect('chat');
        await clock.skip(() => ann.sendEvent('flaky', ''));
        expect((await ann.next()).data).to.equal('done');
        expect(slow.attempts).to.have.length(4);
      },
      { controllers: [slow] },
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
      { controllers: [slow] },
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
        // official emulator: 100 s for an event, repeats and their pauses included.
        expect(clock.now() - before).to.be.within(100_000, 101_000);
        // The fourth run has not reached its own yet.
        await clock.advance('30s');
        expect(errors).to.deep.equal(Array(4).fill('WPS_DEADLINE'));
      },
      { controllers: [Slow], onError },
    );
  });
});
