import { dataTypeOf } from '../../protocol/data-type.js';
import type { MessageContent } from '../../protocol/frames.js';
import type { UpstreamEvent } from './event.js';
import type { HttpAnswer } from './http.js';

type Shown = MessageContent | undefined;

/** The body of an event as entries have it. That of `connect` tells how the client came in, its tokens and cookies included: these are hidden. */
export function shownBody({ eventType, eventName, contentType, body }: UpstreamEvent): Shown {
  const isConnect = eventType === 'system' && eventName === 'connect';
  return contentOf(contentType, isConnect ? withoutSecrets(String(body)) : body);
}

/** The body of an answer as entries have it; without a body there is none. */
export function shownAnswer({ lines, body }: Pick<HttpAnswer, 'lines' | 'body'>): Shown {
  return body.length === 0 ? undefined : contentOf(lines('content-type')[0] ?? '', body);
}

function contentOf(contentType: string, body: string | Uint8Array): MessageContent {
  const dataType = dataTypeOf(contentType) ?? (/^text\/|json/i.test(contentType) ? 'text' : 'binary');
  const isText = dataType === 'text' || dataType === 'json';
  return { dataType, data: isText && typeof body !== 'string' ? Buffer.from(body).toString('utf8') : body };
}

const secretName = /token|key|code|secret|password|sig|auth|cookie/i;

/** What stands in the query and the headers under a name that sounds like a secret. */
function withoutSecrets(text: string): string {
  const body = JSON.parse(text) as Readonly<Record<string, unknown>>;
  return JSON.stringify({ ...body, query: hidden(body['query']), headers: hidden(body['headers']) });
}

function hidden(lists: unknown): unknown {
  const entries = Object.entries((lists ?? {}) as Readonly<Record<string, unknown>>);
  return Object.fromEntries(entries.map(([name, values]) => [name, secretName.test(name) ? ['(hidden)'] : values]));
}
