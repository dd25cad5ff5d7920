import { request as httpRequest, type IncomingMessage } from 'node:http';
import { accessToken } from './access-token.js';

export interface RestCall {
  readonly body?: string | Buffer;
  readonly type?: string;
  readonly aud?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly noToken?: true;
}

/** Calls the emulator with exactly this path; `aud` is the whole URL unless said. */
export async function call(story: { readonly host: string }, method: string, path: string, given: RestCall = {}) {
  const { body, type, aud = `http://${story.host}${path}` } = given;
  const [hostname, port] = story.host.split(':');
  const headers: Record<string, string> = {
    ...(given.noToken ? {} : { Authorization: `Bearer ${accessToken({ aud })}` }),
    ...(type === undefined ? {} : { 'Content-Type': type }),
    'Content-Length': String(Buffer.byteLength(body ?? '')),
    ...given.headers,
  };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    httpRequest({ hostname, port, method, path, headers }, resolve).on('error', reject).end(body);
  });
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString('utf8') };
}
