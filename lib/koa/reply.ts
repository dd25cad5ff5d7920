import type { Context } from 'koa';
import type { HostResponse } from '../host/host.js';
import { discardRest } from './discard.js';

/** Puts the host's answer into Koa's context. Returns a promise only where the request has to be read to its end before. */
export function reply(ctx: Context, response: HostResponse): Promise<void> | undefined {
  if (!ctx.req.complete) return replyEarly(ctx, response);
  put(ctx, response);
  return undefined;
}

async function replyEarly(ctx: Context, response: HostResponse): Promise<void> {
  await discardRest(ctx.req);
  // What arrives after this is not read, so the connection cannot carry another request.
  if (!ctx.req.complete) ctx.set('connection', 'close');
  put(ctx, response);
}

function put({ response: koa }: Context, { status, headers, body }: HostResponse): void {
  const contentType = headers['content-type'];
  const isText = typeof body === 'string' && body.length > 0 && status === 200 && typeof contentType === 'string';
  if (isText) {
    // What most answers are. Koa guesses a type and a status where it knows none, so they come first.
    koa.status = status;
    koa.set('content-type', contentType);
    koa.body = body;
  } else {
    // Koa makes the text "null" of no body where earlier middleware said JSON.
    koa.remove('content-type');
    if (body === undefined || body.length === 0) koa.body = null;
    else koa.body = typeof body === 'string' || Buffer.isBuffer(body) ? body : Buffer.from(body);
    // After the body, which has a status of its own where there is none.
    koa.status = status;
  }
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined && !(isText && name === 'content-type'))
      koa.set(name, typeof value === 'string' ? value : [...value]);
  }
}
