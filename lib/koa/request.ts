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

async function readStream(ctx: Context, limit: number): Promise<Buffer> {
  // The announced length refuses early; the bytes that come are counted all the same.
  if (Number(ctx.req.headers['content-length'] ?? 0) > limit) throw createError('WPS_BODY_TOO_LARGE', { limit });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunksOf(ctx.req)) {
    size += chunk.length;
    if (size > limit) throw createError('WPS_BODY_TOO_LARGE', { limit });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

async function* chunksOf(request: IncomingMessage): AsyncIterable<Buffer> {
  try {
    // Leaving early must not destroy the request: its socket is to carry the answer.
    yield* request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
  } catch (cause) {
    // Whoever sent it has gone; the function is not at fault.
    throw createError('WPS_BODY_INVALID', { expected: 'complete' }, { cause });
  }
}
