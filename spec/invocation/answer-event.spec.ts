import { once } from 'node:events';
import { expect } from 'chai';
import { Hub } from '../../lib/decorators/hub.js';
import { WebPubSub } from '../../lib/decorators/web-pubsub.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import { BadRequestError, UnauthorizedError } from '../../lib/errors.js';
import type { HostOptions } from '../../lib/host/host.js';
import type { ConnectContext } from '../../lib/invocation/contexts/connect-context.js';
import type { UserEventContext } from '../../lib/invocation/contexts/user-event-context.js';
import type { InvocationContext } from '../../lib/invocation/invocation-context.js';
import type { AsyncCollector } from '../../lib/outputs/async-collector.js';
import { serveControllers } from '../support/app.js';
import type { ServedHost, WireAnswer } from '../support/app.js';
import { rejectionOf } from '../support/performs.js';
import { recordCalls } from '../support/recording-service.js';
import { textOf } from '../support/recording-log.js';
import { accessKey, connectBody, eventHeaders, settings, signatureOf, systemHeaders } from '../support/signed-event.js';

type Handler = (context: InvocationContext, out: AsyncCollector) => unknown;
type Told = WireAnswer & { readonly lines: ServedHost['lines']; readonly failures: readonly unknown[] };

/** A controller of the hub `chat` whose functions all run `handler`. */
function controllerOf(handler: Handler) {
  @Hub('chat')
  class Chat {
    @WebPubSubTrigger() connect(
      context: ConnectContext,
      @WebPubSub({ connection: 'Outputs' }) out: AsyncCollector,
    ): never {
      return handler(context, out) as never;
    }
    @WebPubSubTrigger() connected(
      context: InvocationContext,
      @WebPubSub({ connection: 'Outputs' }) out: AsyncCollector,
    ): never {
      return handler(context, out) as never;
    }
    @WebPubSubTrigger() message(
      context: UserEventContext,
      @WebPubSub({ connection: 'Outputs' }) out: AsyncCollector,
    ): unknown {
      return handler(context, out);
    }
  }
  return Chat;
}

const bodies = { connect: connectBody, connected: '{}', message: 'hello' };

async function tell(event: keyof typeof bodies, handler: Handler, options: HostOptions = {}): Promise<Told> {
  const failures: unknown[] = [];
  const headers = event === 'message' ? eventHeaders() : systemHeaders(event);
  const ask = async ({ send, lines }: ServedHost): Promise<Told> => ({
    ...(await send({ headers, body: bodies[event] })),
    lines,
    failures,
  });
  const outputs = { Outputs: 'Endpoint=http://127.0.0.1:1;AccessKey=unused;Version=1.0;' };
  return serveControllers([controllerOf(handler)], ask, {
    settings: { ...settings, ...outputs },
    onError: (error) => failures.push(error),
    ...options,
  });
}

/** The same with a service behind `out`, and what it was called with. */
const tellWithService = (
  event: keyof typeof bodies,
  handler: Handler,
  options: HostOptions = {},
  answer?: () => number | Promise<number>,
) =>
  recordCalls(async ({ connectionString, calls }) => {
    const told = await tell(event, handler, { settings: { ...settings, Outputs: connectionString }, ...options });
    return { ...told, calls: calls.map(({ method, path, body }) => `${method} ${path} ${body}`.trim()) };
  }, answer);

const fail = (error: unknown) => (): never => {
  throw error;
};
const secret = 'password=hunter2';

describe('a blocking event', () => {
  for (const [what, error, status, body] of [
    ['an error', new Error(secret), 500, 'Internal Server Error'],
    ['what is no error', secret, 500, 'Internal Server Error'],
    [
      'an error of an SDK with a status',
      Object.assign(new Error(secret), { statusCode: 404 }),
      500,
      'Internal Server Error',
    ],
    ['UnauthorizedError', new UnauthorizedError('not you'), 401, 'not you'],
    ['BadRequestError', new BadRequestError('send text'), 400, 'send text'],
    ['an error that may be exposed', Object.assign(new Error('gone'), { status: 410, expose: true }), 410, 'gone'],
  ] as const) {
    it(`is answered ${String(status)} when its function throws ${what}`, async () => {
      expect(await tell('connect', fail(error))).to.deep.include({ status, body });
    });
  }

  it('is answered 500 when its function rejects, and onError hears of it', async () => {
    const error = new Error(secret);
    const { status, failures } = await tell('message', () => Promise.reject(error));
    expect([status, failures]).to.deep.equal([500, [error]]);
  });

  it('is answered 500 at the deadline, and its signal is aborted', async () => {
    let aborted: unknown;
    const { status, failures } = await tell(
      'message',
      async ({ signal }) => {
        await once(signal, 'abort');
        aborted = signal.aborted;
        await new Promise(() => undefined);
      },
      { invocationTimeout: 20 },
    );
    expect([status, aborted, (failures[0] as { code: string }).code]).to.deep.equal([500, true, 'WPS_DEADLINE']);
  });

  it('is answered once when its function fails after the deadline, and both failures are told of', async () => {
    const { status, failures } = await tell(
      'message',
      async ({ signal }) => {
        await once(signal, 'abort');
        throw new Error('late');
      },
      { invocationTimeout: 20 },
    );
    expect([status, failures.map((error) => (error as Error).message.slice(0, 4))]).to.deep.equal([
      500,
      ['Chat', 'late'],
    ]);
  });

  it('is logged with function, event and connection when it fails', async () => {
    const { lines } = await tell('message', fail(new Error('boom')));
    expect(lines.filter(({ level }) => level === 'error').map(({ details }) => details))
      .to.have.nested.property('[0]')
      .that.includes({
        function: 'Chat.message',
        eventId: '1',
        connectionId: 'c1',
      });
  });

  it('that is refused on purpose is no error', async () => {
    const { lines, failures } = await tell('connect', fail(new UnauthorizedError()));
    expect([textOf(lines, 'warn', 'error'), failures]).to.deep.equal(['', []]);
  });

  it('may be refused after outputs, which leave all the same', async () => {
    const { status, calls } = await tellWithService('message', async (context, out) => {
      await out.add({ message: 'hi' });
      context.statusCode = 403;
    });
    expect([status, calls]).to.deep.equal([403, ['POST /api/hubs/chat/:send hi']]);
  });

  it('sends nothing when its function throws, and the log counts what was discarded', async () => {
    const { status, calls, lines } = await tellWithService('message', async (_, out) => {
      await out.add({ message: 'one' });
      await out.add({ message: 'two' });
      throw new Error('boom');
    });
    expect([status, calls]).to.deep.equal([500, []]);
    expect(textOf(lines, 'warn')).to.include('2 outputs were discarded');
  });

  it('may have more than ten sends under way without a warning', async () => {
    const warnings: string[] = [];
    const warn = ({ name }: Error): unknown => warnings.push(name);
    process.on('warning', warn);
    const { calls } = await tellWithService('message', async (_, out) => {
      for (let user = 0; user < 20; user++) {
        await out.add({ targetType: 'Users', targetId: `u${String(user)}`, message: 'hi' });
      }
    });
    // A warning is told in the next turn.
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', warn);
    expect([calls.length, warnings]).to.deep.equal([20, []]);
  });

  it('sends nothing after the deadline', async () => {
    const { calls } = await tellWithService(
      'message',
      async ({ signal }, out) => {
        await out.add({ message: 'one' });
        await once(signal, 'abort');
        await out.add({ message: 'two' }).catch(() => undefined);
      },
      { invocationTimeout: 20 },
    );
    expect(calls).to.deep.equal([]);
  });

  it('fails when an item was refused, even if its function swallowed that', async () => {
    const { status, failures } = await tell('message', async (_, out) => {
      await out.add({ mesage: 'x' } as never).catch(() => undefined);
    });
    expect([status, (failures[0] as { code: string }).code]).to.deep.equal([500, 'WPS_OUTPUT_SHAPE']);
  });

  it('is answered 500 when an output at its end did not arrive, which onOutputError hears of', async () => {
    const undelivered: unknown[] = [];
    const { status, failures } = await tellWithService(
      'message',
      (_, out) => out.add({ message: 'x' }),
      { onOutputError: (error) => undelivered.push(error.code) },
      () => 400,
    );
    expect([status, undelivered, failures]).to.deep.equal([500, ['WPS_OUTPUT_UNDELIVERED'], []]);
  });

  it('is answered 500 at the deadline while outputs are under way, and onOutputError lists them', async () => {
    const undelivered: unknown[] = [];
    const { status } = await tellWithService(
      'message',
      (_, out) => out.add({ message: 'x' }),
      {
        invocationTimeout: 50,
        onOutputError: ({ failures }) => undelivered.push(...failures.map(({ item }) => item)),
      },
      () => new Promise(() => undefined),
    );
    expect([status, undelivered]).to.deep.equal([500, [{ message: 'x' }]]);
  });

  for (const [how, onOutputError] of [
    ['throws', fail(new Error('callback'))],
    ['rejects', (): unknown => Promise.reject(new Error('callback'))],
  ] as const) {
    it(`loses no output to an onOutputError that ${how}, and logs that it did`, async () => {
      const statuses = [404, 400];
      const { status, body, calls, lines } = await tellWithService(
        'message',
        async (_, out) => {
          await out.add({ groupAction: 'Add', targetType: 'Users', targetId: 'gone', groupId: 'g' });
          await out.add({ message: 'refused' });
          const refused = await rejectionOf(out.flush());
          await out.add({ message: 'after' });
          return refused['code'];
        },
        { onOutputError },
        () => statuses.shift() ?? 202,
      );
      expect([status, body, calls.length]).to.deep.equal([200, 'WPS_OUTPUT_UNDELIVERED', 3]);
      expect(textOf(lines, 'error').match(/A callback for errors failed itself/g)).to.have.length(2);
    });
  }

  it('refuses an output to the connection that is being connected', async () => {
    const { failures } = await tell('connect', (_, out) =>
      out.add({ targetType: 'Connections', targetId: 'c1', message: 'x' }),
    );
    expect((failures[0] as { code: string }).code).to.equal('WPS_OUTPUT_TO_CONNECTING');
  });
});

describe('a notification', () => {
  for (const [what, handler] of [
    ['returns', () => 'ignored'],
    ['throws', fail(new Error('boom'))],
    ['rejects', () => Promise.reject(new UnauthorizedError())],
    ['sets an answer', (context: InvocationContext) => (context.statusCode = 401)],
    ['refuses', () => ({ code: 'unauthorized' })],
    ['never ends', () => new Promise(() => undefined)],
  ] as const) {
    it(`is answered 200 when its function ${what}`, async () => {
      expect(await tell('connected', handler, { invocationTimeout: 20 })).to.deep.include({ status: 200, body: '' });
    });
  }

  it('is answered after its function ran and its outputs left', async () => {
    const { calls } = await tellWithService('connected', async (_, out) => {
      await Promise.resolve();
      await out.add({ targetType: 'Users', targetId: 'ann', message: 'hi' });
    });
    expect(calls).to.deep.equal(['POST /api/hubs/chat/users/ann/:send hi']);
  });

  it('tells onError of a failure', async () => {
    const error = new Error('boom');
    expect((await tell('connected', fail(error))).failures).to.deep.equal([error]);
  });
});

describe('an event of a function with connections of its own', () => {
  const second = { Second: 'Endpoint=https://second.example;AccessKey=second-key;Version=1.0;' };
  class Chat {
    @WebPubSubTrigger({ hub: 'chat', eventName: 'message', connections: ['Second'] }) message(): string {
      return 'ok';
    }
    @WebPubSubTrigger({ hub: 'chat', eventName: 'other' }) other(): void {}
  }
  const from = async (origin: string, key: string): Promise<number> => {
    const headers = eventHeaders({ 'WebHook-Request-Origin': origin, 'ce-signature': signatureOf('c1', key) });
    return serveControllers([Chat], async ({ send }) => (await send({ headers })).status, {
      settings: { ...settings, ...second },
    });
  };

  it('is taken from those, not from the default one', async () => {
    const statuses = [
      await from('second.example', 'second-key'),
      await from('chat.webpubsub.azure.com', accessKey),
      await from('second.example', accessKey),
    ];
    expect(statuses).to.deep.equal([200, 401, 401]);
  });

  it('gives a server of the hub and service it came from', async () => {
    @Hub('chat')
    class Asking {
      @WebPubSubTrigger({ connection: 'Here' }) async message(context: UserEventContext): Promise<boolean> {
        return context.getWebPubSubServer().userExists('ann');
      }
    }
    await recordCalls(async ({ connectionString, calls }) => {
      const answer = await serveControllers([Asking], ({ send }) => send(), {
        verify: false,
        settings: { Here: connectionString },
      });
      expect([answer.body, calls.map(({ method, path }) => `${method} ${path}`)]).to.deep.equal([
        'true',
        ['HEAD /api/hubs/chat/users/ann'],
      ]);
    });
  });
});

describe('an event without a function', () => {
  it('is warned of once, by name', async () => {
    const headers = eventHeaders({ 'ce-type': 'azure.webpubsub.user.other', 'ce-eventName': 'other' });
    const lines = await serveControllers(
      [controllerOf(() => undefined)],
      async ({ send, lines: logged }) => {
        await send({ headers });
        await send({ headers });
        return logged;
      },
      { settings: { ...settings, Outputs: settings.WebPubSubConnectionString } },
    );
    const warnings = lines.filter(({ level }) => level === 'warn').map(({ message }) => message);
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.include('user event "other" of hub chat');
  });
});

describe('work after the answer', () => {
  it('sends what it adds, and its failure reaches onError', async () => {
    const { status, calls, failures } = await recordCalls(async ({ connectionString, calls: recorded }) => {
      const heard: unknown[] = [];
      let answered = (): void => undefined;
      const afterAnswer = new Promise<void>((resolve) => (answered = resolve));
      const handler: Handler = (context, out) => {
        context.waitUntil(
          (async () => {
            await afterAnswer;
            await out.add({ message: 'late' });
            throw new Error('background');
          })(),
        );
        return 'now';
      };
      const told = await serveControllers(
        [controllerOf(handler)],
        async ({ send, host }) => {
          const answer = await send();
          answered();
          await host.close();
          return answer;
        },
        {
          settings: { ...settings, Outputs: connectionString },
          onError: (error) => heard.push((error as Error).message),
        },
      );
      return { ...told, calls: recorded.map(({ body }) => body), failures: heard };
    });
    expect([status, calls, failures]).to.deep.equal([200, ['late'], ['background']]);
  });
});

describe('the states of connections that C# functions share', () => {
  @Hub('chat')
  class Counter {
    @WebPubSubTrigger() message({ states }: UserEventContext<string, { count: number }>): void {
      states.count += 1;
    }
  }
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const headers = eventHeaders({ 'ce-connectionState': base64('{"count":"MQ=="}') });

  it('are read in the encoding of .NET, and written in the one that the app chose', async () => {
    const written = async (options: HostOptions) => {
      const answer = await serveControllers([Counter], ({ send }) => send({ headers, body: 'x' }), options);
      return Buffer.from(String(answer.headers['ce-connectionstate']), 'base64').toString();
    };
    expect(await written({ states: { encoding: 'base64' } })).to.equal('{"count":"Mg=="}');
    expect(await written({})).to.equal('{"count":2}');
  });
});
