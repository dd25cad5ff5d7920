import type { Context } from 'koa';
import type { HostResponse } from '../host/host.js';
import { discardRest } from './discard.js';

/** Puts the host's answer into Koa's context. */
export async function reply(ctx: Context, { status, headers, body }: HostResponse): Promise<void> {
  if (!ctx.req.complete) await discardRest(ctx.req);
  // What arrives after this is not read, so the connection cannot carry another request.
  if (!ctx.req.complete) ctx.set('connection', 'close');
  // Koa makes the text "null" of no body where earlier middleware said JSON.
  ctx.remove('content-type');
  if (body === undefined || body.length === 0) ctx.body = null;
  else ctx.body = typeof body === 'string' || Buffer.isBuffer(body) ? body : Buffer.from(body);
  // After the body, which has a status of its own where there is none.
  ctx.status = status;
  for (const [name, value] of Object.entries(headers)) ctx.set(name, typeof value === 'string' ? value : [...value]);
}
