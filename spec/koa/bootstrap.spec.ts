import Router from '@koa/router';
import { expect } from 'chai';
import Koa from 'koa';
import { HttpTrigger } from '../../lib/decorators/http-trigger.js';
import { Hub } from '../../lib/decorators/hub.js';
import { WebPubSubTrigger } from '../../lib/decorators/web-pubsub-trigger.js';
import type { HttpContext } from '../../lib/invocation/contexts/http-context.js';
import type { UserEventContext } from '../../lib/invocation/contexts/user-event-context.js';
import { silentLogger } from '../../lib/invocation/logger.js';
import { bootstrap } from '../../lib/koa/bootstrap.js';
import { quietApp, serve, serveControllers } from '../support/app.js';
import type { WireAnswer, WireRequest } from '../support/app.js';
import { eventHeaders, settings } from '../support/signed-event.js';

@Hub('chat')
class Chat {
  @WebPubSubTrigger() message(context: UserEventContext): unknown {
    return context.data;
  }
  @HttpTrigger({ methods: ['get'], route: 'users/{id}' }) user(context: HttpContext): unknown {
    return context.params['id'];
  }
  @HttpTrigger({ methods: ['put'], route: 'users/{id}' }) change(): void {}
  @HttpTrigger({ methods: ['get'], route: 'files/{name}.txt' }) file(context: HttpContext): unknown {
    return context.params['name'];
  }
  @HttpTrigger({ methods: ['get'], route: 'a/{x}b' }) tail(context: HttpContext): unknown {
    return context.params['x'];
  }
  @HttpTrigger({ methods: ['get'], route: 'odd*(path)+' }) odd(): string {
    return 'odd';
  }
}

const options = { controllers: [Chat], settings };
const get = (path: string): WireRequest => ({ method: 'GET', path, headers: [] });
const answerOf = (app: Koa, request?: WireRequest): Promise<WireAnswer> => serve(app, ({ send }) => send(request));

/** An app with a router that has the host on it, mounted below `/outer`. */
function nested(prefix: string): Koa {
  const app = quietApp();
  const inner = new Router({ prefix });
  bootstrap(inner, { ...options, log: silentLogger });
  const outer = new Router({ prefix: '/outer' });
  outer.use(inner.routes());
  app.use(outer.routes());
  return app;
}

/** What koa-mount does: the part of the path below the mount is what the inner app sees. */
const mounted = (prefix: string, inner: Koa): Koa.Middleware => {
  return async (ctx, next) => {
    const { path } = ctx;
    ctx.path = path.slice(prefix.length);
    const run = inner.middleware.reduceRight<Koa.Next>(
      (after, middleware) => () => middleware(ctx, after) as Promise<unknown>,
      next,
    );
    await run();
    ctx.path = path;
  };
};

function withHost(app: Koa): Koa {
  bootstrap(app, { ...options, log: silentLogger });
  return app;
}

function routed(router: Router): Koa {
  bootstrap(router, { ...options, log: silentLogger });
  const app = quietApp();
  app.use(router.routes());
  return app;
}

const validation = (origin: string): WireRequest => ({
  method: 'OPTIONS',
  headers: [['WebHook-Request-Origin', origin]],
});

/** Every way to put a host on an app, with what stands before its paths; the last two are prefixes that the host cannot know. */
const places: readonly (readonly [what: string, before: string, make: () => Koa])[] = [
  ['on an app', '', () => withHost(quietApp())],
  ['on a router with a prefix', '/v1', () => routed(new Router({ prefix: '/v1' }))],
  ['on a router below another', '/outer/inner', () => nested('/inner')],
  ['below a mount', '/sub', () => quietApp().use(mounted('/sub', withHost(new Koa())))],
];

for (const [what, before, make] of places) {
  describe(`events ${what}`, () => {
    const path = `${before}/api/webpubsub/hubs/chat`;

    it('are answered, in any letter case of the hub and with segments behind it', async () => {
      for (const behind of ['', '/', '/message?x=1'])
        expect((await answerOf(make(), { path: path.replace('chat', 'CHAT') + behind, body: 'hi' })).body).to.equal(
          'hi',
        );
    });

    for (const method of ['GET', 'HEAD', 'PUT', 'PROPFIND', 'TRACE']) {
      it(`are not asked for by ${method}: 405`, async () => {
        const answer = await answerOf(make(), { ...get(path), method });
        expect([answer.status, answer.headers.allow]).to.deep.equal([405, 'OPTIONS, POST']);
      });
    }

    it('are allowed to a known origin and to no other', async () => {
      const [known, other] = await serve(
        make(),
        async ({ send }) =>
          [
            await send({ path, ...validation('chat.webpubsub.azure.com') }),
            await send({ path, ...validation('evil.example') }),
          ] as const,
      );
      expect([known.status, known.headers['webhook-allowed-origin']]).to.deep.equal([200, 'chat.webpubsub.azure.com']);
      expect([other.status, other.headers['webhook-allowed-origin']]).to.deep.equal([400, undefined]);
    });

    it('of another hub than the path says have no function: 404', async () => {
      expect((await answerOf(make(), { path: path.replace('chat', 'lobby'), body: 'hi' })).status).to.equal(404);
    });
  });

  describe(`HTTP functions ${what}`, () => {
    it('are found with their parameters, by GET and by HEAD', async () => {
      const [found, head] = await serve(
        make(),
        async ({ send }) =>
          [
            await send(get(`${before}/users/a%2Fb`)),
            await send({ ...get(`${before}/users/ann`), method: 'HEAD' }),
          ] as const,
      );
      expect([found.body, head.status, head.body]).to.deep.equal(['a/b', 200, '']);
    });

    it('are not found outside of it', async () => {
      expect((await answerOf(make(), get(`/elsewhere${before}/users/ann`))).status).to.equal(404);
    });
  });
}

describe('bootstrap on a Koa app', () => {
  it('leaves CORS to middleware before it: its headers, and its answer to a preflight alone', async () => {
    const app = quietApp();
    app.use(async (ctx, next) => {
      ctx.set('access-control-allow-origin', 'https://page.example.com');
      if (ctx.get('access-control-request-method') === '') await next();
      else ctx.status = 204;
    });
    bootstrap(app, { ...options, log: silentLogger });
    const preflight = {
      ...get('/users/1'),
      method: 'OPTIONS',
      headers: [['access-control-request-method', 'GET']],
    } as const;
    const validation = {
      ...{ method: 'OPTIONS', path: '/api/webpubsub/hubs/chat' },
      headers: [['webhook-request-origin', 'chat.webpubsub.azure.com']],
    } as const;
    const answers = await serve(app, ({ send }) =>
      Promise.all([get('/users/1'), get('/nowhere'), preflight, validation].map(send)),
    );
    expect(answers.map(({ status }) => status)).to.deep.equal([200, 404, 204, 200]);
    expect(answers[0]?.headers['access-control-allow-origin']).to.equal('https://page.example.com');
    expect(answers[3]?.headers['webhook-allowed-origin']).to.equal('chat.webpubsub.azure.com');
  });

  it('is refused where there is no app', () => {
    expect(() => bootstrap(undefined as unknown as Koa, options))
      .to.throw('undefined')
      .with.property('code', 'WPS_BOOTSTRAP_TARGET');
  });

  it('answers events beside middleware that stands before and after', async () => {
    const app = quietApp();
    app.use(async (ctx, next) => {
      await next();
      ctx.set('x-seen', 'yes');
    });
    bootstrap(app, options);
    app.use((ctx) => (ctx.body = 'after'));
    const [event, other] = await serve(
      app,
      async ({ send }) => [await send({ body: 'hi' }), await send(get('/elsewhere'))] as const,
    );
    expect([event.body, event.headers['x-seen'], other.body]).to.deep.equal(['hi', 'yes', 'after']);
  });

  for (const path of [
    '/api/webpubsub/hubs',
    '/api/webpubsub/hubs/',
    '/api/webpubsub/hubsx/chat',
    '/x/api/webpubsub/hubs/chat',
    '/api/webpubsub/hubs/%zz',
  ]) {
    it(`leaves ${path} to the app`, async () => {
      expect((await serveControllers([Chat], ({ send }) => send({ path }))).status).to.equal(404);
    });
  }

  it('works below a mount', async () => {
    const inner = new Koa();
    bootstrap(inner, options);
    const answer = await answerOf(quietApp().use(mounted('/sub', inner)), {
      path: '/sub/api/webpubsub/hubs/chat',
      body: 'hi',
    });
    expect(answer).to.deep.include({ status: 200, body: 'hi' });
  });

  it('takes an event path of the app', async () => {
    const answer = await serveControllers([Chat], ({ send }) => send({ path: '/events/x', body: 'hi' }), {
      eventPath: 'events',
    });
    expect(answer).to.deep.include({ status: 200, body: 'hi' });
  });

  it('keeps a connection open for the next request', async () => {
    const answer = await serveControllers([Chat], ({ send }) =>
      send({ body: 'hi', headers: [...eventHeaders(), ['Connection', 'keep-alive']] }),
    );
    expect(answer.headers.connection).to.equal('keep-alive');
  });
});

describe('bootstrap on a router', () => {
  it('stands below its prefix, which the paths it tells include', async () => {
    const app = quietApp();
    const router = new Router({ prefix: '/v1' });
    const host = bootstrap(router, { ...options, routePrefix: 'api' });
    app.use(router.routes());
    expect(host.eventHandlerPath('chat')).to.equal('/v1/api/webpubsub/hubs/chat');
    expect(host.functions.map(({ route }) => route)).to.include('/v1/api/users/{id}');
    const path = host.eventHandlerPath('chat');
    const [event, http] = await serve(
      app,
      async ({ send }) => [await send({ path, body: 'hi' }), await send(get('/v1/api/users/ann'))] as const,
    );
    expect([event.body, http.body]).to.deep.equal(['hi', 'ann']);
  });

  it('tells the paths below its own prefix, for it cannot know what stands before that', () => {
    const inner = new Router({ prefix: '/inner' });
    const host = bootstrap(inner, options);
    new Router({ prefix: '/outer' }).use(inner.routes());
    expect(host.eventHandlerPath('chat')).to.equal('/inner/api/webpubsub/hubs/chat');
  });

  it('leaves methods of HTTP functions to the router that has them', async () => {
    const router = new Router({ prefix: '/v1' });
    const app = routed(router);
    const request = { ...get('/v1/users/ann'), method: 'DELETE' };
    const before = await answerOf(app, request);
    app.use(router.allowedMethods());
    const after = await answerOf(app, request);
    expect([before.status, after.status, after.headers.allow]).to.deep.equal([404, 405, 'HEAD, GET, PUT']);
  });

  it('takes a prefix with parameters', async () => {
    const answer = await answerOf(nested('/:tenant'), { path: '/outer/t1/api/webpubsub/hubs/chat', body: 'hi' });
    expect(answer.body).to.equal('hi');
  });
});

describe('a second bootstrap', () => {
  @Hub('game')
  class Game {
    @WebPubSubTrigger() message(): string {
      return 'game';
    }
    @HttpTrigger({ route: 'scores' }) scores(): string {
      return 'scores';
    }
  }
  const second = { controllers: [Game], settings, log: silentLogger };

  for (const [what, make] of [
    ['app', () => new Koa()],
    ['router', () => new Router({ prefix: '/v1' })],
  ] as const) {
    it(`on one ${what} is refused where the first would answer its events`, () => {
      const target = make();
      bootstrap(target, options);
      expect(() => bootstrap(target, second))
        .to.throw('Game.message')
        .with.property('code', 'WPS_EVENT_PATH_TAKEN');
    });
  }

  it('that was refused leaves nothing behind', () => {
    const app = new Koa();
    bootstrap(app, options);
    const before = app.middleware.length;
    expect(() => bootstrap(app, second)).to.throw();
    expect(app.middleware.length).to.equal(before);
  });

  it('with an event path of its own works beside the first, HTTP functions included', async () => {
    const app = quietApp();
    bootstrap(app, options);
    bootstrap(app, { ...second, eventPath: '/game/{hub}' });
    const bodies = await serve(app, async ({ send }) => [
      await send({ body: 'hi' }),
      await send({ path: '/game/game', headers: eventHeaders({ 'ce-hub': 'game' }) }),
      await send(get('/users/ann')),
      await send(get('/scores')),
    ]);
    expect(bodies.map(({ body }) => body)).to.deep.equal(['hi', 'game', 'ann', 'scores']);
  });

  it('on a router works the same way', async () => {
    const [app, router] = [quietApp(), new Router()];
    bootstrap(router, options);
    bootstrap(router, { ...second, eventPath: '/game/{hub}' });
    app.use(router.routes());
    const bodies = await serve(app, async ({ send }) => [
      await send({ path: '/game/game', headers: eventHeaders({ 'ce-hub': 'game' }) }),
      await send(get('/scores')),
    ]);
    expect(bodies.map(({ body }) => body)).to.deep.equal(['game', 'scores']);
  });
});

describe('a route that is empty', () => {
  class Home {
    @HttpTrigger({ methods: ['get'], route: '' }) home(): string {
      return 'home';
    }
  }

  for (const [routePrefix, paths] of [
    ['', ['/']],
    ['api', ['/api', '/api/']],
  ] as const) {
    it(`is the prefix "${routePrefix}" itself`, async () => {
      const bodies = await serveControllers(
        [Home],
        async ({ send }) => Promise.all(paths.map(async (path) => (await send(get(path))).body)),
        { routePrefix },
      );
      expect(bodies).to.deep.equal(paths.map(() => 'home'));
    });
  }
});

describe('HTTP functions on Koa', () => {
  for (const [path, body] of [
    ['/users/ann', 'ann'],
    ['/users/a%20b%2Fc', 'a b/c'],
    ['/users/ann?x=1', 'ann'],
    ['/files/notes.txt', 'notes'],
    ['/a/1b', '1'],
    ['/odd*(path)+', 'odd'],
  ] as const) {
    it(`are found at ${path}`, async () => {
      const answer = await serveControllers([Chat], ({ send }) => send(get(path)));
      expect(answer).to.deep.include({ status: 200, body });
    });
  }

  it('answer a method they do not have with 405 and those they have', async () => {
    const answer = await serveControllers([Chat], ({ send }) => send({ ...get('/users/ann'), method: 'DELETE' }));
    expect(answer.status).to.equal(405);
    expect(answer.headers.allow).to.equal('HEAD, GET, PUT');
  });

  it('answer a method that nobody has with 501', async () => {
    const answer = await serveControllers([Chat], ({ send }) => send({ ...get('/users/ann'), method: 'PROPFIND' }));
    expect(answer.status).to.equal(501);
  });

  it('answer HEAD where they answer GET', async () => {
    const answer = await serveControllers([Chat], ({ send }) => send({ ...get('/users/ann'), method: 'HEAD' }));
    expect(answer).to.deep.include({ status: 200, body: '' });
  });

  it('leave methods of other routes to the app', async () => {
    const app = quietApp();
    bootstrap(app, options);
    const own = new Router();
    own.post('/own', (ctx) => (ctx.body = 'own'));
    app.use(own.routes());
    const answers = await serve(app, async ({ send }) => [
      await send(get('/own')),
      await send({ ...get('/own'), method: 'OPTIONS' }),
      await send({ ...get('/elsewhere'), method: 'PROPFIND' }),
    ]);
    expect(answers.map(({ status }) => status)).to.deep.equal([404, 404, 404]);
  });

  it('believe no header that says who the caller is', async () => {
    class Private {
      @HttpTrigger({ methods: ['get'] }) me({ principal }: HttpContext): unknown {
        return { principal: principal ?? 'nobody' };
      }
    }
    const principal = Buffer.from('{"userId":"admin"}').toString('base64');
    const headers = [
      ['X-MS-CLIENT-PRINCIPAL', principal],
      ['X-MS-CLIENT-PRINCIPAL-NAME', 'admin'],
    ] as const;
    const answer = await serveControllers([Private], ({ send }) => send({ ...get('/me'), headers }));
    expect(answer.body).to.equal('{"principal":"nobody"}');
  });

  it('stand behind Koa middleware of their own, which may answer instead or leave a state', async () => {
    class Guarded {
      @HttpTrigger({
        use: [
          async (ctx, next) => {
            ctx.state['user'] = 'ann';
            if (ctx.query['stop'] === undefined) await next();
            else ctx.status = 418;
          },
        ],
      })
      whoAmI(context: HttpContext): unknown {
        return (context.state as { user: string }).user;
      }
    }
    const [through, stopped] = await serveControllers(
      [Guarded],
      async ({ send }) => [await send(get('/whoAmI')), await send(get('/whoAmI?stop'))] as const,
    );
    expect([through.body, stopped.status]).to.deep.equal(['ann', 418]);
  });
});
