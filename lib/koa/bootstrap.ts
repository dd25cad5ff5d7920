import Router from '@koa/router';
import type { RouterContext } from '@koa/router';
import type Koa from 'koa';
import type { Context, Middleware } from 'koa';
import { createHost } from '../host/host.js';
import type { Host, HostOptions, HttpFunctionInfo } from '../host/host.js';
import { reply } from './reply.js';
import { toHostRequest } from './request.js';

/** What `bootstrap` returns: everything that was found, and what the app needs of it outside of functions. */
export type KoaHost = Host;

/**
 * Finds the functions of annotated controllers and serves them: events at `/api/webpubsub/hubs/{hub}`, HTTP functions at their routes.
 *
 * @example
 * const host = bootstrap(new Koa(), { controllers: [Chat] });
 *
 * @param target A Koa app, or a router, whose prefix then stands before every path.
 * @throws ConfigurationError naming class, method and remedy for whatever cannot mean anything.
 */
export function bootstrap(target: Koa | Router, options: HostOptions = {}): KoaHost {
  const router = target instanceof Router ? target : undefined;
  const host = createHost(options, { pathPrefix: router?.opts.prefix ?? '' });
  if (router === undefined) mountOnApp(target as Koa, host);
  else mountOnRouter(router, host);
  return host;
}

// An event is recognised by its path before any router looks at it: most requests are events.
function mountOnApp(app: Koa, host: Host): void {
  app.use(async (ctx, next) => {
    if (!host.isEventPath(ctx.path)) return next();
    reply(ctx, await host.handle(toHostRequest(ctx)));
  });
  const router = new Router();
  addRoutes(router, host);
  app.use(router.routes()).use(router.allowedMethods());
}

function mountOnRouter(router: Router, host: Host): void {
  for (const path of host.eventRoutes) {
    router.all(path, async (ctx) => {
      reply(ctx, await host.handle(toHostRequest(ctx)));
    });
  }
  addRoutes(router, host);
}

function addRoutes(router: Router, host: Host): void {
  for (const info of host.functions) {
    if (info.kind === 'http') router.register(toRouterPath(info.routerPath), [...info.methods], [...koaMiddleware(info), serve(host, info)]);
  }
}

function koaMiddleware({ use }: HttpFunctionInfo): readonly Middleware[] {
  // @HttpTrigger takes Koa middleware; the records below it do not know Koa.
  return use as readonly Middleware[];
}

function serve(host: Host, { name }: HttpFunctionInfo): Middleware {
  return async (ctx: Context) => {
    const { params } = ctx as unknown as RouterContext;
    reply(ctx, await host.handle({ ...toHostRequest(ctx), matched: { functionName: name, params } }));
  };
}

/** `/users/{id}` is `/users/:id` to @koa/router. */
function toRouterPath(route: string): string {
  return route.replace(/\{(\w+)\}/g, ':$1');
}
