import { once } from 'node:events';
import { expect } from 'chai';
import { HttpTrigger } from '../../lib/decorators/http-trigger.js';
import { Hub } from '../../lib/decorators/hub.js';
import { Use } from '../../lib/decorators/use.js';
import { WebPubSub } from '../../lib/decorators/web-pubsub.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import { createHost } from '../../lib/host/host.js';
import type { HostOptions, HostRequest } from '../../lib/host/host.js';
import type { HttpContext } from '../../lib/invocation/contexts/http-context.js';
import type { UserEventContext } from '../../lib/invocation/contexts/user-event-context.js';
import { silentLogger } from '../../lib/invocation/logger.js';
import type { Middleware } from '../../lib/invocation/middleware.js';
import type { AsyncCollector } from '../../lib/outputs/async-collector.js';
import { codeOf } from '../support/define.js';
import { rejectionOf } from '../support/performs.js';
import { recordCalls } from '../support/recording-service.js';
import { recordingLog, textOf } from '../support/recording-log.js';
import { accessKey, eventHeaders, settings } from '../support/signed-event.js';

@Hub('chat')
class Chat {
  @WebPubSubTrigger() message(context: UserEventContext): unknown {
    return context.data;
  }
  @HttpTrigger({ methods: ['get'], route: 'users/{id}' }) user({ params, state, query }: HttpContext): unknown {
    return { ...params, ...(state as object), ...query };
  }
}

const path = '/api/webpubsub/hubs/chat';
const event = (changes: Partial<HostRequest> = {}): HostRequest => ({
  method: 'POST',
  url: path,
  headers: eventHeaders(),
  body: 'hi',
  ...changes,
});

function hostOf(options: HostOptions = {}) {
  const { log, lines } = recordingLog();
  return { ...createHost({ controllers: [Chat], settings, log, ...options }), lines };
}

describe('host.functions', () => {
  it('tell what was found: name, hub, event, route', () => {
    expect(hostOf({ routePrefix: '/api/' }).host.functions).to.deep.equal([
      {
        kind: 'event',
        name: 'Chat.message',
        hub: 'chat',
        eventType: 'user',
        event: 'message',
        clientProtocols: 'all',
        route: path,
      },
      { kind: 'http', name: 'Chat.user', methods: ['GET'], route: '/api/users/{id}' },
    ]);
  });

  it('have the prefix alone for a route that is empty', () => {
    class Home {
      @HttpTrigger({ route: '' }) home(): void {}
    }
    const routes = ['', 'api'].map((routePrefix) => hostOf({ controllers: [Home], routePrefix }));
    expect(routes.map(({ host, door }) => [host.functions[0]?.route, door.routes[0]?.route])).to.deep.equal([
      ['/', '/'],
      ['/api', '/api'],
    ]);
  });
});

describe('host.handle', () => {
  it('answers an event, whose body may be text, bytes or a reader', async () => {
    const { host } = hostOf();
    for (const body of ['hi', Buffer.from('hi'), () => Promise.resolve(Buffer.from('hi'))]) {
      expect(await host.handle(event({ body }))).to.deep.include({ status: 200, body: 'hi' });
    }
  });

  it('takes the absolute form of a URL', async () => {
    expect((await hostOf().host.handle(event({ url: `https://app.example${path}/x?y=1` }))).status).to.equal(200);
  });

  it('asks a reader only after the request was verified, and bounds what it gives', async () => {
    const asked: number[] = [];
    const body = (limit: number): Promise<Buffer> => {
      asked.push(limit);
      return Promise.resolve(Buffer.alloc(11));
    };
    const { host } = hostOf({ bodyLimit: 10 });
    const refused = await host.handle(event({ body, headers: eventHeaders({ 'ce-signature': 'x' }) }));
    const tooLarge = await host.handle(event({ body }));
    expect([refused.status, tooLarge.status, asked]).to.deep.equal([401, 413, [10]]);
  });

  it('answers the HTTP function that a door matched', async () => {
    const matched = { functionName: 'Chat.user', params: { id: '7' } };
    const answer = await hostOf().host.handle({
      method: 'GET',
      url: '/users/7?q=1',
      headers: [],
      state: { user: 'ann' },
      matched,
    });
    expect(answer.body).to.equal('{"id":"7","user":"ann","q":"1"}');
  });

  it('answers other methods than those of events with 405 and those that there are', async () => {
    for (const method of ['GET', 'HEAD', 'DELETE', 'PROPFIND', 'BREW', '']) {
      const { status, headers } = await hostOf().host.handle(event({ method }));
      expect([status, headers['allow']]).to.deep.equal([405, 'OPTIONS, POST']);
    }
  });

  it('finds events below the prefix of its door, and tells their path with it', async () => {
    const { host } = createHost({ controllers: [Chat], settings, log: silentLogger }, { pathPrefix: '/v1' });
    expect(host.eventHandlerPath('chat')).to.equal(`/v1${path}`);
    const below = await host.handle(event({ url: `/V1${path}/message?x=1` }));
    const beside = await host.handle(event());
    expect([below.status, beside.status]).to.deep.equal([200, 404]);
  });

  it('answers 404 for what it does not know', async () => {
    const { host } = hostOf();
    const unmatched = { method: 'GET', url: '/', headers: [], matched: { functionName: 'Chat.message', params: {} } };
    expect([(await host.handle(event({ url: '/other' }))).status, (await host.handle(unmatched)).status]).to.deep.equal(
      [404, 404],
    );
  });

  it('never rejects, whatever it is given', async () => {
    const { host } = hostOf();
    const wrong = [
      {},
      { method: 'POST', url: path },
      { method: 'POST', url: path, headers: [[]] },
      event({ body: () => Promise.reject(new Error('gone')) }),
    ];
    for (const request of wrong)
      expect((await host.handle(request as unknown as HostRequest)).status).to.be.within(400, 500);
  });

  it('verifies nothing where the app says so', async () => {
    const headers = eventHeaders({ 'ce-signature': undefined, 'WebHook-Request-Origin': 'anywhere.example' });
    const { host } = hostOf({ verify: false, settings: {} });
    expect((await host.handle(event({ headers }))).status).to.equal(200);
    const options = await host.handle({
      method: 'OPTIONS',
      url: path,
      headers: [['WebHook-Request-Origin', 'anywhere.example']],
    });
    expect(options.headers['webhook-allowed-origin']).to.equal('*');
  });

  it('takes events from further origins', async () => {
    const byOption = hostOf({ origins: ['custom.example'] });
    const bySetting = hostOf({
      settings: { ...settings, WebPubSubConnectionString__origins: 'custom.example, other.example' },
    });
    for (const { host } of [byOption, bySetting]) {
      expect(
        (await host.handle(event({ headers: eventHeaders({ 'WebHook-Request-Origin': 'custom.example' }) }))).status,
      ).to.equal(200);
    }
  });
});

describe('middleware of a host', () => {
  it('stands around that of class and method, and what it returns is the answer', async () => {
    const order: string[] = [];
    const named =
      (name: string): Middleware =>
      (_, next) => {
        order.push(name);
        return next();
      };
    @Hub('chat')
    @Use(named('class'))
    class Layered {
      @Use(named('method')) @WebPubSubTrigger() message(): string {
        return 'inner';
      }
    }
    const { host } = hostOf({
      controllers: [Layered],
      use: [async (_, next) => `outer ${String(await next())}`, named('host')],
    });
    const { body } = await host.handle(event());
    expect([body, order]).to.deep.equal(['outer inner', ['host', 'class', 'method']]);
  });
});

describe('host.server and host.collector', () => {
  it('are of the only hub, of the one named, or of the setting', () => {
    const { host } = hostOf();
    const bySetting = hostOf({ controllers: [], settings: { ...settings, WebPubSubHub: 'lobby' } }).host;
    expect([host.server().hub, host.server('other').hub, bySetting.server().hub]).to.deep.equal([
      'chat',
      'other',
      'lobby',
    ]);
  });

  it('need a hub, and one that is a hub name', () => {
    const { host } = hostOf({ controllers: [] });
    expect(codeOf(() => host.server())).to.equal('WPS_HUB_MISSING');
    expect(codeOf(() => host.collector())).to.equal('WPS_HUB_MISSING');
    expect(codeOf(() => host.server('no hub/../x'))).to.equal('WPS_HUB_INVALID');
    expect(codeOf(() => host.collector(''))).to.equal('WPS_HUB_INVALID');
  });

  it('send at once', async () => {
    await recordCalls(async ({ connectionString, calls }) => {
      const { host } = hostOf({ settings: { WebPubSubConnectionString: connectionString } });
      await host.server().sendToAll('a');
      await host.collector().add({ message: 'b' });
      expect(calls.map(({ body }) => body)).to.deep.equal(['a', 'b']);
    });
  });
});

describe('a call of a server object that fails', () => {
  const warned = 'A call by getWebPubSubServer() or host.server() failed.';

  it('rejects, and is warned of also where the caller looks at it', async () => {
    const { host, lines } = hostOf();
    expect((await rejectionOf(host.server().sendToUser('', 'hi')))['code']).to.equal('WPS_OUTPUT_FIELD');
    expect(lines.map(({ level, message, details }) => [level, message, details['hub']])).to.deep.equal([
      ['warn', warned, 'chat'],
    ]);
  });

  it('ends nothing where nobody awaits it', async () => {
    @Hub('chat')
    class Careless {
      @WebPubSubTrigger() message(context: UserEventContext): string {
        void context.getWebPubSubServer().sendToUser('', 'hi');
        return 'answered';
      }
    }
    const { host, lines } = hostOf({ controllers: [Careless] });
    expect((await host.handle(event())).body).to.equal('answered');
    expect(textOf(lines, 'warn')).to.include(warned);
  });
});

describe('host.collector', () => {
  it('rejects with what did not arrive also when onOutputError fails itself', async () => {
    await recordCalls(
      async ({ connectionString, calls }) => {
        const { host, lines } = hostOf({
          settings: { WebPubSubConnectionString: connectionString },
          onOutputError: () => expect.fail('callback'),
        });
        const added = [host.collector().add({ message: 'a' }), host.collector().add({ message: 'b' })];
        for (const one of added) expect(await rejectionOf(one)).to.have.property('code', 'WPS_OUTPUT_UNDELIVERED');
        expect(calls).to.have.length(2);
        expect(textOf(lines, 'error')).to.include('A callback for errors failed itself');
      },
      () => Promise.resolve(400),
    );
  });
});

describe('host.close', () => {
  it('waits for what is under way and lets nothing in', async () => {
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    @Hub('chat')
    class Slow {
      @WebPubSubTrigger() async message(): Promise<string> {
        await finished;
        return 'done';
      }
    }
    const { host } = hostOf({ controllers: [Slow] });
    const underWay = host.handle(event());
    const closing = host.close();
    expect((await host.handle(event())).status).to.equal(503);
    finish();
    await closing;
    expect((await underWay).body).to.equal('done');
  });

  it('answers a closed HTTP function in its own form, too', async () => {
    const { host } = hostOf();
    await host.close();
    const matched = { functionName: 'Chat.user', params: { id: '7' } };
    const { status, headers } = await host.handle({ method: 'GET', url: '/users/7', headers: [], matched });
    expect([status, headers['content-type']]).to.deep.equal([503, 'application/problem+json']);
  });

  it('ends what takes too long, and says how much that was', async () => {
    @Hub('chat')
    class Stuck {
      @WebPubSubTrigger() async message({ signal }: UserEventContext): Promise<string> {
        await once(signal, 'abort');
        return 'aborted';
      }
    }
    const { host, lines } = hostOf({ controllers: [Stuck], closeTimeout: 10 });
    const underWay = host.handle(event());
    await host.close();
    expect(textOf(lines, 'warn')).to.include('while functions were still running');
    expect((await underWay).body).to.equal('aborted');
  });

  it('answers for a function that does not obey, so that another host may take the event', async () => {
    @Hub('chat')
    class Deaf {
      @WebPubSubTrigger() async message(_: UserEventContext, @WebPubSub() out: AsyncCollector): Promise<void> {
        await out.add({ message: 'lost' });
        await new Promise(() => undefined);
      }
    }
    const { host, lines } = hostOf({ controllers: [Deaf], closeTimeout: 10 });
    const underWay = host.handle(event());
    await host.close();
    expect(textOf(lines, 'warn')).to.include('1 outputs were discarded');
    expect((await underWay).status).to.equal(503);
  });

  it('names what its collector could not send', async () => {
    await recordCalls(
      async ({ connectionString }) => {
        const { host, lines } = hostOf({ settings: { WebPubSubConnectionString: connectionString }, closeTimeout: 10 });
        const lost = rejectionOf(host.collector().add({ message: 'lost' }));
        await host.close();
        expect((await lost)['code']).to.equal('WPS_OUTPUT_UNDELIVERED');
        expect(textOf(lines, 'error')).to.include('1 outputs were not sent');
      },
      () => new Promise<number>(() => undefined),
    );
  });

  it('refuses what its collector is given later, with a warning', async () => {
    const { host, lines } = hostOf();
    await host.close();
    expect((await rejectionOf(host.collector().add({ message: 'late' })))['code']).to.equal('WPS_HOST_CLOSED');
    expect(textOf(lines, 'warn')).to.include('An output of host.collector() was refused.');
  });

  it('happens once', () => {
    const { host } = hostOf();
    expect(host.close()).to.equal(host.close());
  });
});

describe('a host that cannot be made', () => {
  class Api {
    @HttpTrigger({ authLevel: 'function' }) run(): void {}
  }
  @Hub('%NoSuchSetting%')
  class Unset {
    @WebPubSubTrigger() message(): void {}
  }
  for (const [what, options, code] of [
    ['has no connection string', { settings: {} }, 'WPS_CONNECTION_MISSING'],
    ['has an empty connection string', { settings: { WebPubSubConnectionString: '' } }, 'WPS_CONNECTION_MISSING'],
    [
      'has a connection string that is none',
      { settings: { WebPubSubConnectionString: `AccessKey=${accessKey}` } },
      'WPS_CONNECTION_INVALID',
    ],
    ['has no function keys', { controllers: [Api] }, 'WPS_FUNCTION_KEYS_MISSING'],
    ['uses a setting that is not there', { controllers: [Unset] }, 'WPS_SETTING_MISSING'],
    ['has origins that are none', { origins: ['a b'] }, 'WPS_BOOTSTRAP_OPTION'],
    [
      'uses the published key beyond this machine',
      {
        settings: {
          WebPubSubConnectionString:
            'Endpoint=https://a.example;AccessKey=ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGH;',
        },
      },
      'WPS_WELL_KNOWN_KEY',
    ],
  ] as const) {
    it(`${what}: ${code}`, () => {
      expect(codeOf(() => hostOf(options))).to.equal(code);
    });
  }

  it('never says a secret', () => {
    const failures = [
      { WebPubSubConnectionString: `AccessKey=${accessKey};` },
      { WebPubSubConnectionString: `Endpoint=::;AccessKey=${accessKey};` },
    ];
    for (const wrong of failures) {
      try {
        hostOf({ settings: wrong });
      } catch (error) {
        expect(String(error)).not.to.include(accessKey);
      }
    }
  });
});
