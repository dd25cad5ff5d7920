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

function put(ctx: Context, response: HostResponse): void {
  const { headers, body } = response;
  const contentType = headers['content-type'];
  // A length of the function's own would be overwritten by Koa's.
  const isText =
    typeof body === 'string' && body !== '' && typeof contentType === 'string' && !('content-length' in headers);
  if (isText && response.status === 200 && !ctx.res.headersSent) putText(ctx, { headers, body });
  else putAny(ctx, response);
}

// What most answers are. Koa guesses a type where it knows none, so that the headers come first; and they go to Node itself, since all that
// Koa would do is to look whether they are texts.
function putText({ response, res }: Context, { headers, body }: Omit<HostResponse, 'status'>): void {
  response.status = 200;
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) res.setHeader(name, value);
  }
  response.body = body;
}

function putAny({ response }: Context, { status, headers, body }: HostResponse): void {
  // Koa makes the text "null" of no body where earlier middleware said JSON.
  response.remove('content-type');
  if (body === undefined || body.length === 0) response.body = null;
  else response.body = typeof body === 'string' || Buffer.isBuffer(body) ? body : Buffer.from(body);
  // After the body, which has a status of its own where there is none.
  response.status = status;
  for (const [name, value] of Object.entries(headers))
    response.set(name, typeof value === 'string' ? value : [...value]);
}
