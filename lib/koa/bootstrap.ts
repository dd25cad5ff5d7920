import { METHODS } from 'node:http';
import Router from '@koa/router';
import type { Context, Middleware } from 'koa';
import { createHost } from '../host/host.js';
import type { AssemblyParts, Door, DoorRoute, Host, HostOptions } from '../host/host.js';
import { claimEventPath } from './event-paths.js';
import { reply } from './reply.js';
import { EventRequest, toHostRequest } from './request.js';
import { isRouter, requireTarget } from './target.js';
import type { KoaApp, KoaRouter } from './target.js';

/**
 * Finds the functions of annotated controllers and serves them: events at `/api/webpubsub/hubs/{hub}`, HTTP functions at their routes.
 *
 * @example
 * const host = bootstrap(new Koa(), { controllers: [Chat] });
 *
 * @param target A Koa app, or a router, whose prefix then stands before every path.
 * @throws ConfigurationError naming class, method and remedy for whatever cannot mean anything.
 */
export function bootstrap(target: KoaApp | KoaRouter, options: HostOptions = {}): Host {
  return bootstrapWith(target, options, {});
}

/** The same with parts that an app has no use for: a test stands another clock in the place of the machine's. */
export function bootstrapWith(
  target: KoaApp | KoaRouter,
  options: HostOptions,
  parts: Omit<AssemblyParts, 'pathPrefix'>,
): Host {
  requireTarget(target);
  if (isRouter(target)) return mountOnRouter(target, options, parts);
  const { host, door } = createHost(options, parts);
  claimEventPath(target, door, host.functions);
  // An event is recognised by its path before any router looks at it: most requests are events.
  target.use((ctx, next) => (isEvent(ctx, door) ? answer(ctx, host) : next()));
  if (door.routes.length > 0) mountRoutes(target, host, door);
  return host;
}

// Koa parses the URL to find its path, which is left out where the URL is a path that is known.
function isEvent(ctx: Context, door: Door): boolean {
  return door.isKnownEventPath(ctx.req.url) || door.isEventPath(ctx.path);
}

async function answer(ctx: Context, host: Host, url?: string): Promise<void> {
  const replying = reply(ctx, await host.handle(new EventRequest(ctx, url)));
  if (replying !== undefined) await replying;
}

function mountRoutes(app: KoaApp, host: Host, door: Door): void {
  const router = new Router();
  addRoutes(router, host, door);
  // Other routes, their methods included, are the app's own business.
  const matches = (ctx: Context): boolean => router.match(ctx.path, ctx.method).path.length > 0;
  const [routes, allowedMethods] = [router.routes() as Middleware, router.allowedMethods() as Middleware];
  app.use(async (ctx, next) => {
    if (matches(ctx))
      await routes(ctx, async () => {
        await allowedMethods(ctx, next);
      });
    else await next();
  });
}

function mountOnRouter(router: KoaRouter, options: HostOptions, parts: Omit<AssemblyParts, 'pathPrefix'>): Host {
  const { host, door } = createHost(options, { ...parts, pathPrefix: router.opts.prefix ?? '' });
  claimEventPath(router, door, host.functions);
  // The router has matched the path, also below prefixes that the host cannot know; so the host is told its own path.
  const answerHere = async (ctx: Context): Promise<void> => {
    const { hub } = (ctx as Context & { params: Record<string, string> }).params;
    await answer(ctx, host, host.eventHandlerPath(hub ?? ''));
  };
  // Methods that events do not have are the host's to refuse, as it does on an app.
  router.register(`${toRouterPath(door.eventPath)}{/*deeper}`, [...METHODS], [answerHere]);
  addRoutes(router, host, door);
  return host;
}

function addRoutes(router: KoaRouter, host: Host, { routes }: Door): void {
  for (const route of routes) {
    // @HttpTrigger takes Koa middleware; the records between it and this door do not know Koa.
    const use = route.use as readonly Middleware[];
    router.register(toRouterPath(route.route), [...route.methods], [...use, serve(host, route)]);
  }
}

function serve(host: Host, { functionName }: DoorRoute): Middleware {
  return async (ctx: Context): Promise<void> => {
    const { params } = ctx as Context & { params: Record<string, string> };
    await reply(ctx, await host.handle({ ...toHostRequest(ctx), matched: { functionName, params } }));
  };
}

/** `/users/{id}` is `/users/:"id"` to @koa/router, quoted so that a letter may follow; what is special to it alone is escaped. */
function toRouterPath(route: string): string {
  return route.replace(/\{(\w+)\}|[:*()[\]?+!\\]/g, (text, name?: string) =>
    name === undefined ? `\\${text}` : `:"${name}"`,
  );
}
