import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { Hub } from '../../lib/decorators/hub.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import { createHost, type Host, type HostOptions } from '../../lib/host/host.js';
import type { UserEventContext } from '../../lib/invocation/contexts/user-event-context.js';
import { ManualClock } from '../support/manual-clock.js';
import { rejectionOf } from '../support/performs.js';
import { recordingLog } from '../support/recording-log.js';
import { recordCalls, type RecordedCall } from '../support/recording-service.js';
import { eventHeaders } from '../support/signed-event.js';

type Handler = (context: UserEventContext) => unknown;

const never = (): Promise<number> => new Promise(() => undefined);
const event = { method: 'POST', url: '/api/webpubsub/hubs/chat', headers: eventHeaders(), body: 'hi' };

/** A host whose function `message` runs `handler`, in front of a service that answers as `answer` says. */
function tell(
  story: (host: Host, calls: readonly RecordedCall[]) => Promise<void>,
  {
    handler = () => undefined,
    answer = never,
    ...options
  }: HostOptions & {
    handler?: Handler;
    answer?: (call: RecordedCall) => Promise<number>;
  } = {},
): Promise<void> {
  @Hub('chat')
  class Chat {
    @WebPubSubTrigger() message(context: UserEventContext): unknown {
      return handler(context);
    }
  }
  return recordCalls(async ({ connectionString, calls }) => {
    const settings = { WebPubSubConnectionString: connectionString };
    const { log } = recordingLog();
    await story(
      createHost({ controllers: [Chat], settings, log, verify: false, closeTimeout: 30, ...options }).host,
      calls,
    );
  }, answer);
}

describe('a service that never answers', () => {
  it('ends a call of a function with the deadline, and the error says so', async () => {
    const errors: unknown[] = [];
    const handler: Handler = async (context) => {
      const error = await rejectionOf(context.getWebPubSubServer().sendToAll('hi'));
      errors.push([error['code'], error === context.signal.reason]);
    };
    await tell(
      async (host) => {
        expect((await host.handle(event)).status).to.equal(500);
        await host.close();
        expect(errors).to.deep.equal([['WPS_DEADLINE', true]]);
      },
      { handler, invocationTimeout: 30, closeTimeout: 60_000 },
    );
  });

  it('ends a call by host.server() when closing has waited long enough, and the error says so', () =>
    tell(async (host) => {
      const calls = [host.server().userExists('ann'), host.server('other').isInGroup('ann', 'g')];
      const errors = Promise.all(calls.map(rejectionOf));
      await host.close();
      expect((await errors).map(({ code }) => code)).to.deep.equal(['WPS_CLOSE_TIMEOUT', 'WPS_CLOSE_TIMEOUT']);
    }));

  it('ends a call that its function left behind, with the host', async () => {
    const left: Promise<unknown>[] = [];
    const handler: Handler = (context) => {
      left.push(rejectionOf(context.getWebPubSubServer().sendToAll('hi')));
    };
    await tell(
      async (host) => {
        expect((await host.handle(event)).status).to.equal(204);
        await host.close();
        expect(await left[0]).to.have.property('code', 'WPS_CLOSE_TIMEOUT');
      },
      { handler },
    );
  });
});

describe('closing', () => {
  it('waits for calls under way, and refuses those that come later', () =>
    tell(
      async (host, calls) => {
        const server = host.server();
        const underWay = server.sendToAll('hi');
        await host.close();
        await underWay;
        expect(await rejectionOf(server.sendToAll('late'))).to.have.property('code', 'WPS_HOST_CLOSED');
        expect(calls).to.have.length(1);
      },
      { answer: () => Promise.resolve(202), closeTimeout: 60_000 },
    ));

  it('lets a function that is under way call and add, and loses nothing of it', async () => {
    const used: { host?: Host; closing?: Promise<void> | undefined } = {};
    const handler: Handler = async ({ signal }) => {
      used.closing = used.host?.close();
      await setImmediate();
      await used.host?.server().sendToAll('called');
      void used.host?.collector().add({ message: 'added' });
      return signal.aborted;
    };
    await tell(
      async (host, calls) => {
        used.host = host;
        expect((await host.handle(event)).body).to.equal('false');
        await used.closing;
        expect(calls.map(({ body }) => body)).to.deep.equal(['called', 'added']);
        expect(await rejectionOf(host.collector().add({ message: 'late' }))).to.have.property(
          'code',
          'WPS_HOST_CLOSED',
        );
      },
      { handler, answer: () => Promise.resolve(202), closeTimeout: 60_000 },
    );
  });
});

describe('closing a host', () => {
  it('waits by the clock it is given, and then aborts what goes on', async () => {
    const clock = new ManualClock();
    let signal: AbortSignal | undefined;
    class Chat {
      @WebPubSubTrigger('chat', 'user', 'message') message(context: UserEventContext): void {
        ({ signal } = context);
        context.waitUntil(never());
      }
    }
    const settings = { WebPubSubConnectionString: 'Endpoint=http://localhost;AccessKey=key;Version=1.0;' };
    const { host } = createHost({ controllers: [Chat], settings, verify: false, log: recordingLog().log }, { clock });
    expect((await host.handle(event)).status).to.equal(204);
    const closed = host.close();
    clock.advance(10_000);
    await closed;
    expect(signal?.reason).to.have.property('code', 'WPS_CLOSE_TIMEOUT');
    expect(clock.waiting).to.equal(0);
  });
});
