import type { IncomingMessage } from 'node:http';
import { types } from 'node:util';
import type { Context } from 'koa';
import { createError } from '../errors.js';
import type { BodyReader, HeaderPairs, HostRequest } from '../host/host.js';

/** A Koa request in the host's words. The URL is the one below the point where the app is mounted. */
export function toHostRequest(ctx: Context): HostRequest {
  return {
    method: ctx.method,
    url: ctx.url,
    headers: headerPairs(ctx.req.rawHeaders),
    body: bodyReader(ctx),
    state: ctx.state,
  };
}

/** The same for an event, at another URL where the app is not told the host's own. The pairs are made only when they are asked for. */
export class EventRequest implements HostRequest {
  readonly method: string;
  readonly url: string;
  readonly rawHeaders: readonly string[];
  readonly body: BodyReader;
  readonly state: unknown;

  constructor(ctx: Context, url = ctx.req.url ?? '') {
    this.method = ctx.req.method ?? '';
    this.url = url;
    this.rawHeaders = ctx.req.rawHeaders;
    this.body = bodyReader(ctx);
    this.state = ctx.state;
  }

  get headers(): HeaderPairs {
    return headerPairs(this.rawHeaders);
  }
}

function headerPairs(rawHeaders: readonly string[]): HeaderPairs {
  const pairs: (readonly [string, string])[] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) pairs.push([rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '']);
  return pairs;
}

function bodyReader(ctx: Context): BodyReader {
  return (limit) => {
    const rawBody = (ctx.request as { rawBody?: unknown }).rawBody;
    if (typeof rawBody === 'string' || types.isUint8Array(rawBody)) return bounded(Buffer.from(rawBody), limit);
    // A parser that kept nothing has taken the bytes: what it made of them is not what the service sent.
    if (ctx.req.readableDidRead && hasBody(ctx)) throw createError('WPS_BODY_CONSUMED', {});
    return readStream(ctx, limit);
  };
}

function hasBody({ req }: Context): boolean {
  return req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
}

async function bounded(body: Buffer, limit: number): Promise<Buffer> {
  if (body.length > limit) throw createError('WPS_BODY_TOO_LARGE', { limit });
  return body;
}

function readStream({ req }: Context, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // The announced length refuses early; the bytes that come are counted all the same.
    if (Number(req.headers['content-length'] ?? 0) > limit) throw createError('WPS_BODY_TOO_LARGE', { limit });
    if (req.readableEnded) resolve(Buffer.alloc(0));
    // Whoever sent it has gone; the function is not at fault.
    else if (req.destroyed) throw incomplete();
    else collect(req, limit, resolve, reject);
  });
}

// By listeners, for an async iterator costs more than all that is read here. Leaving early must not destroy the request: its socket is to
// carry the answer. Listeners that have nothing more to do go with the request.
function collect(
  req: IncomingMessage,
  limit: number,
  resolve: (body: Buffer) => void,
  reject: (error: unknown) => void,
): void {
  const chunks: Buffer[] = [];
  let size = 0;
  let isWhole = false;
  const take = (chunk: Buffer): void => {
    size += chunk.length;
    chunks.push(chunk);
    if (size <= limit) return;
    req.off('data', take);
    reject(createError('WPS_BODY_TOO_LARGE', { limit }));
  };
  const fail = (cause?: unknown): void => {
    if (!isWhole) reject(incomplete(cause));
  };
  req.on('data', take);
  req.on('error', fail);
  req.on('close', fail);
  req.on('end', () => {
    isWhole = true;
    resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, size));
  });
  // Middleware may have paused it.
  req.resume();
}

function incomplete(cause?: unknown): Error {
  return createError('WPS_BODY_INVALID', { expected: 'complete' }, { cause });
}
