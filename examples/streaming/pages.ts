import { readFile } from 'node:fs/promises';
import type { Middleware } from 'koa';

// The build leaves the page where it is: seen from dist/examples/streaming.
const folder = new URL('../../../examples/streaming/public/', import.meta.url);

/** What there is, by its path: a file, and what kind of file. */
const pages: ReadonlyMap<string, readonly [name: string, type: string]> = new Map([
  ['/', ['index.html', 'text/html; charset=utf-8']],
  ['/streaming.css', ['streaming.css', 'text/css; charset=utf-8']],
  ['/main.js', ['main.js', 'text/javascript; charset=utf-8']],
  ['/connection.js', ['connection.js', 'text/javascript; charset=utf-8']],
  ['/favicon.svg', ['favicon.svg', 'image/svg+xml; charset=utf-8']],
]);

/** Says what the page may do: run its own files, and talk to this app and to the service at `clientOrigin`. */
export function protectPages(clientOrigin: string): Middleware {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src 'self' ${clientOrigin}`,
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
  return async (ctx, next) => {
    ctx.set({
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      // An access token must not stay in a cache.
      'cache-control': 'no-store',
    });
    await next();
  };
}

/** Serves the files of `public`, and nothing else. */
export const servePages: Middleware = async (ctx, next) => {
  const page = ['GET', 'HEAD'].includes(ctx.method) ? pages.get(ctx.path) : undefined;
  if (page === undefined) {
    await next();
    return;
  }
  const [name, type] = page;
  ctx.type = type;
  ctx.body = await readFile(new URL(name, folder));
};
