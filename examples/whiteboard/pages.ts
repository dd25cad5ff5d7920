import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Middleware } from 'koa';

// The build leaves the page where it is: seen from dist/examples/whiteboard.
const folder = new URL('../../../examples/whiteboard/public/', import.meta.url);

/** The files that there are. */
const names = [
  ...['index.html', 'whiteboard.css', 'favicon.svg'],
  ...['main.js', 'connection.js', 'board.js', 'canvas.js', 'pen.js', 'people.js', 'pace.js', 'tools.js'],
];

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
};

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
  const name = ctx.path === '/' ? 'index.html' : ctx.path.slice(1);
  if (!['GET', 'HEAD'].includes(ctx.method) || !names.includes(name)) {
    await next();
    return;
  }
  ctx.type = types[extname(name)] ?? '';
  ctx.body = await readFile(new URL(name, folder));
};
