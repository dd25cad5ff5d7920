import { request as httpRequest, type IncomingMessage } from 'node:http';
import type { Emulator } from '../../lib/emulator/index.js';
import { accessToken } from './access-token.js';

export interface RestCall {
  readonly body?: string | Buffer;
  readonly type?: string;
  readonly aud?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly noToken?: true;
  /** With a token of an identity in the place of one of the access key. */
  readonly byIdentity?: true;
}

export interface RestStory {
  readonly host: string;
  readonly emulator?: Pick<Emulator, 'credential'>;
}

/** A token of the emulator's own issuer, for calls to the service unless said. */
export async function identityToken(
  { emulator }: RestStory,
  resource = 'https://webpubsub.azure.com',
): Promise<string> {
  if (emulator === undefined) throw new Error('the story has no emulator to ask for a token');
  return (await emulator.credential().getToken(`${resource}/.default`)).token;
}

/** Calls the emulator with exactly this path; `aud` is the whole URL unless said. */
export async function call(story: RestStory, method: string, path: string, given: RestCall = {}) {
  const { body, type, aud = `http://${story.host}${path}` } = given;
  const token = given.byIdentity ? await identityToken(story) : accessToken({ aud });
  const [hostname, port] = story.host.split(':');
  const headers: Record<string, string> = {
    ...(given.noToken ? {} : { Authorization: `Bearer ${token}` }),
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
