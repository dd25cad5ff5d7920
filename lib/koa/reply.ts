import type { Context } from 'koa';
import type { HostResponse } from '../host/host.js';

/** Puts the host's answer into Koa's context. */
export function reply(ctx: Context, { status, headers, body }: HostResponse): void {
  ctx.status = status;
  // What arrives after an early answer is not read, so the connection cannot carry another request.
  if (!ctx.req.complete) ctx.set('connection', 'close');
  if (body === undefined || body.length === 0) {
    ctx.body = null;
    ctx.status = status;
  } else ctx.body = typeof body === 'string' || Buffer.isBuffer(body) ? body : Buffer.from(body);
  for (const [name, value] of Object.entries(headers)) ctx.set(name, typeof value === 'string' ? value : [...value]);
}
