import type { IncomingMessage, ServerResponse } from 'node:http';
import { RestQuery, type RestAnswer, type RestRequest } from './rest-message.js';

/** Reads a request of node:http up to its body. */
export function readRestRequest(request: IncomingMessage): RestRequest {
  const [path = '', ...query] = (request.url ?? '').split('?');
  return {
    method: request.method ?? '',
    path,
    query: new RestQuery(query.join('?')),
    host: request.headers.host ?? '',
    header: (name) => {
      const value = request.headers[name];
      return typeof value === 'string' ? value : value?.[0];
    },
    headerNames: Object.keys(request.headers),
    readBody: (limit) => readBody(request, limit),
  };
}

async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new Error(`The body has more than ${limit} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Writes an answer; recorded: that to a HEAD call keeps the length of the body it leaves out, and names none where there is no body. */
export function writeRestAnswer(response: ServerResponse, { status, headers, body = '', isCut }: RestAnswer): void {
  if (isCut) return void response.destroy();
  const hasNoLength = status === 204 || (response.req.method === 'HEAD' && body === '');
  const length = hasNoLength ? {} : { 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, { ...headers, ...length });
  response.end(body);
}
