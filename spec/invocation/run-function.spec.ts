import { expect } from 'chai';
import { HttpTrigger } from '../../lib/decorators/http-trigger.js';
import { Hub } from '../../lib/decorators/hub.js';
import { Use } from '../../lib/decorators/use.js';
import { WebPubSub } from '../../lib/decorators/web-pubsub.js';
import { WebPubSubConnection } from '../../lib/decorators/web-pubsub-connection.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import { BadRequestError, UnauthorizedError } from '../../lib/errors.js';
import type { HostOptions } from '../../lib/host/host.js';
import type { ConnectContext } from '../../lib/invocation/contexts/connect-context.js';
import type { UserEventContext } from '../../lib/invocation/contexts/user-event-context.js';
import type { ConnectAnswer } from '../../lib/invocation/event-answer.js';
import type { AsyncCollector } from '../../lib/outputs/async-collector.js';
import type { MessageData } from '../../lib/outputs/seed-shapes.js';
import { serveControllers } from '../support/app.js';
import type { WireRequest } from '../support/app.js';
import { recordCalls } from '../support/recording-service.js';
import { connectBody, eventHeaders, systemHeaders } from '../support/signed-event.js';
import { foreign } from '../support/foreign.js';

/** Status, body and the calls of the service while one request is answered. */
const run = (controller: new () => object, request: WireRequest = {}, options: HostOptions = {}) =>
  recordCalls(async ({ connectionString, calls }) => {
    const settings = { WebPubSubConnectionString: connectionString };
    const withOrigin = (headers = eventHeaders()) =>
      headers.map(([name, value]) => [name, name === 'WebHook-Request-Origin' ? '127.0.0.1' : value] as const);
    const answer = await serveControllers(
      [controller],
      ({ send }) => send({ ...request, headers: withOrigin(request.headers) }),
      {
        settings,
        verify: false,
        ...options,
      },
    );
    return [answer.status, answer.body, calls.map(({ path, body }) => `${path} ${body}`)];
  });

describe('a function', () => {
  it('with @WebPubSub sends what it returns and answers nothing', async () => {
    @Hub('chat')
    class Chat {
      @WebPubSubTrigger() @WebPubSub() message(context: UserEventContext): MessageData {
        return { message: context.data };
      }
    }
    expect(await run(Chat, { body: 'hi' })).to.deep.equal([204, '', ['/api/hubs/chat/:send hi']]);
  });

  it('may be called then, which makes no promise of its controller', async () => {
    @Hub('chat')
    class Chat {
      @WebPubSubTrigger('user', 'message') then(context: UserEventContext<string>): string {
        return `${context.data}, then`;
      }
    }
    expect(await run(Chat, { body: 'first' }, { invocationTimeout: 500 })).to.deep.equal([200, 'first, then', []]);
  });

  it('with @WebPubSub answers what was set on the context', async () => {
    @Hub('chat')
    class Chat {
      @WebPubSubTrigger() @WebPubSub() connect(context: ConnectContext): MessageData {
        context.userId = 'ann';
        return { message: 'somebody comes' };
      }
    }
    const request = { headers: systemHeaders('connect'), body: connectBody };
    expect(await run(Chat, request)).to.deep.equal([200, '{"userId":"ann"}', ['/api/hubs/chat/:send somebody comes']]);
  });

  it('with @WebPubSub that returns nothing sends nothing', async () => {
    @Hub('chat')
    class Chat {
      @WebPubSubTrigger() @WebPubSub() message(): undefined {
        return undefined;
      }
    }
    expect(await run(Chat)).to.deep.equal([204, '', []]);
  });

  it('with @WebPubSub cannot return a question', async () => {
    @Hub('chat')
    class Chat {
      @WebPubSubTrigger() @WebPubSub() message(): never {
        return { targetType: 'Users', targetId: 'ann' } as never;
      }
    }
    expect(await run(Chat)).to.deep.equal([500, 'Internal Server Error', []]);
  });

  it('whose middleware answers something else is answered with that', async () => {
    @Hub('chat')
    class Chat {
      @Use(async (_, next) => {
        await next();
        return 'sent';
      })
      @WebPubSubTrigger()
      @WebPubSub()
      message(): MessageData[] {
        return [{ message: 'hi' }];
      }
    }
    expect(await run(Chat)).to.deep.equal([200, 'sent', ['/api/hubs/chat/:send hi']]);
  });

  it('is awaited by its middleware until its outputs were taken', async () => {
    const order: string[] = [];
    @Hub('chat')
    class Chat {
      @Use(async (_, next) => {
        await next();
        order.push('after');
      })
      @WebPubSubTrigger()
      async message(_context: UserEventContext, @WebPubSub() out: AsyncCollector): Promise<void> {
        await out.add({ message: 'hi' });
      }
    }
    const story = recordCalls(
      async ({ connectionString }) =>
        serveControllers(
          [Chat],
          ({ send }) => send({ headers: eventHeaders({ 'WebHook-Request-Origin': '127.0.0.1' }) }),
          {
            verify: false,
            settings: { WebPubSubConnectionString: connectionString },
          },
        ),
      () => {
        order.push('taken');
        return 202;
      },
    );
    await story;
    expect(order).to.deep.equal(['taken', 'after']);
  });

  it('that middleware keeps from running binds nothing and makes no controller', async () => {
    @Hub('chat')
    class Chat {
      constructor() {
        throw new Error('made');
      }
      @Use(() => 'stopped') @WebPubSubTrigger() message(): void {}
    }
    expect(await run(Chat)).to.deep.equal([200, 'stopped', []]);
  });

  it('that returns an error failed with it, and lets no client in', async () => {
    @Hub('chat')
    class Chat {
      @WebPubSubTrigger() connect(): never {
        return new UnauthorizedError('not you') as never;
      }
      @WebPubSubTrigger() message(): unknown {
        return new Error('password=hunter2');
      }
    }
    const connect = await run(Chat, { headers: systemHeaders('connect'), body: connectBody });
    expect([connect, await run(Chat)]).to.deep.equal([
      [401, 'not you', []],
      [500, 'Internal Server Error', []],
    ]);
  });

  it('whose middleware returns an error failed with that', async () => {
    @Hub('chat')
    class Chat {
      @Use(() => new BadRequestError('too fast')) @WebPubSubTrigger() message(): void {}
    }
    expect(await run(Chat)).to.deep.equal([400, 'too fast', []]);
  });

  it('that refuses is not overridden by middleware that forgets to return', async () => {
    const timing: NonNullable<HostOptions['use']>[number] = async (_, next) => {
      await next();
    };
    @Hub('chat')
    class Chat {
      @WebPubSubTrigger() connect(): ConnectAnswer {
        return { code: 'unauthorized', errorMessage: 'not you' };
      }
      @WebPubSubTrigger() message(): string {
        return 'hi';
      }
    }
    const connect = { headers: systemHeaders('connect'), body: connectBody };
    const answers = [await run(Chat, connect, { use: [timing] }), await run(Chat, {}, { use: [timing] })];
    expect(answers).to.deep.equal([
      [401, 'not you', []],
      [200, 'hi', []],
    ]);
  });

  it('may be given work by its middleware after next(), whose outputs still leave', async () => {
    let out: AsyncCollector | undefined;
    let work: Promise<void> | undefined;
    @Hub('chat')
    class Chat {
      @Use(async (context, next) => {
        const result = await next();
        const later = async (): Promise<void> => {
          await new Promise(setImmediate);
          await out?.add({ message: 'late' });
        };
        work = later();
        context.waitUntil(work);
        return result;
      })
      @WebPubSubTrigger()
      message(_context: UserEventContext, @WebPubSub() collector: AsyncCollector): string {
        out = collector;
        return 'now';
      }
    }
    const answered = await recordCalls(async ({ connectionString, calls }) => {
      const settings = { WebPubSubConnectionString: connectionString };
      const { status, body } = await serveControllers([Chat], ({ send }) => send(), { settings, verify: false });
      await work;
      return [status, body, calls.map(({ path, body: sent }) => `${path} ${sent}`)];
    });
    expect(answered).to.deep.equal([200, 'now', ['/api/hubs/chat/:send late']]);
  });

  it('has its controller made inside the middleware, by resolve', async () => {
    const order: string[] = [];
    @Hub('chat')
    class Chat {
      constructor(readonly name: string) {}
      @Use((_, next) => {
        order.push('use');
        return next();
      })
      @WebPubSubTrigger()
      message(): string {
        return this.name;
      }
    }
    const resolve = (): Chat => {
      order.push('resolve');
      return new Chat('resolved');
    };
    const answer = await run(Chat as never, {}, { resolve });
    expect([answer[1], order]).to.deep.equal(['resolved', ['use', 'resolve']]);
    const later = foreign('async (chat) => chat') as (chat: Chat) => Promise<Chat>;
    const second = await run(Chat as never, {}, { resolve: () => later(new Chat('of another realm')) });
    expect(second[1]).to.equal('of another realm');
  });

  it('with @WebPubSubConnection cannot answer something of its own', async () => {
    class Api {
      @HttpTrigger() @WebPubSubConnection({ hub: 'chat' }) login(): never {
        return 'mine' as never;
      }
    }
    expect((await run(Api, { path: '/login' }))[0]).to.equal(500);
  });

  it('with both sends what it returns and answers with the client URL', async () => {
    class Api {
      @HttpTrigger() @WebPubSub({ hub: 'chat' }) @WebPubSubConnection({ hub: 'chat' }) login(): MessageData {
        return { message: 'hi' };
      }
    }
    const [status, body, calls] = await run(Api, { path: '/login' });
    expect([status, String(body).includes('accessToken'), calls]).to.deep.equal([
      200,
      true,
      ['/api/hubs/chat/:send hi'],
    ]);
  });
});
