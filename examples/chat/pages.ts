import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Middleware } from 'koa';

// The build leaves the page where it is: seen from dist/examples/chat.
const folder = new URL('../../../examples/chat/public/', import.meta.url);

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
};

/** Says what a page of this app may do: nothing but run its own files and talk to this app and to the service. */
export function protectPages(serviceOrigin: string): Middleware {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src 'self' ${serviceOrigin}`,
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
      // An access token must not stay in a cache; and a page is read anew, so that a saved change is seen.
      'cache-control': 'no-store',
    });
    await next();
  };
}

/** Serves the files of `public`, as they are at that moment. */
export const servePages: Middleware = async (ctx, next) => {
  const name = ctx.path === '/' ? 'index.html' : ctx.path.slice(1);
  const type = types[extname(name)];
  // One folder deep, and nothing that could lead out of it.
  if (!['GET', 'HEAD'].includes(ctx.method) || type === undefined || !/^[\w-]+\.\w+$/.test(name)) {
    await next();
    return;
  }
  const content = await readIfThere(name);
  if (content === undefined) {
    await next();
    return;
  }
  ctx.type = type;
  ctx.body = content;
};

async function readIfThere(name: string): Promise<Buffer | undefined> {
  try {
    return await readFile(new URL(name, folder));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
