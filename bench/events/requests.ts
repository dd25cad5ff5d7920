import { signedEvent, type SignedRequest } from '../../lib/testing/index.js';

const key = 'bench-bench-bench-bench-bench-bench-bench-bench';

/** The service that the events come from. */
export const connectionString = `Endpoint=https://bench.webpubsub.azure.com;AccessKey=${key};Version=1.0;`;

/** What the service sends. */
export const kinds = ['text 64 B', 'text 1 KiB', 'JSON 1 KiB', 'connect'] as const;
export type Kind = (typeof kinds)[number];

const contents = {
  'text 64 B': 'x'.repeat(64),
  'text 1 KiB': 'x'.repeat(1024),
  'JSON 1 KiB': { lines: Array.from({ length: 14 }, (_, at) => ({ at, text: 'x'.repeat(40), done: false })) },
} as const;

/** One request of each of many connections, as bytes for a socket. */
export function requestsOf(kind: Kind, connections: number): Buffer[] {
  return Array.from({ length: connections }, (_, at) => toBytes(requestOf(kind, at)));
}

function requestOf(kind: Kind, at: number): SignedRequest {
  const connectionId = `bench-connection-${String(at).padStart(6, '0')}`;
  const event = { connectionString, hub: 'bench', connectionId, userId: `user${String(at)}` };
  if (kind === 'connect') return signedEvent({ ...event, eventName: 'connect', query: { at: ['1'] } });
  return signedEvent({ ...event, data: contents[kind], states: { count: 7 } });
}

function toBytes({ method, url, headers, body }: SignedRequest): Buffer {
  const lines = Object.entries({ host: 'bench', ...headers, 'content-length': String(body.length) });
  const head = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return Buffer.concat([Buffer.from(`${method} ${url} HTTP/1.1\r\n${head}\r\n`, 'latin1'), body]);
}
