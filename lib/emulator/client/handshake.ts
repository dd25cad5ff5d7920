import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Writable } from 'node:stream';
import type { ConnectRefusal } from '../upstream/connect-event.js';

/** A refusal in plain text. */
export function refuse(status: number, text: string): { readonly refused: ConnectRefusal } {
  return { refused: { status, contentType: 'text/plain; charset=utf-8', body: text } };
}

/** Why an upgrade request is none for a WebSocket (RFC 6455 4.2.1); asked before the app is asked about the client. */
export function handshakeProblem({ method, headers }: IncomingMessage): ConnectRefusal | undefined {
  const isWebSocket = method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket';
  const hasKey = /^[+/0-9A-Za-z]{22}==$/.test(headers['sec-websocket-key'] ?? '');
  const version = headers['sec-websocket-version'];
  if (isWebSocket && hasKey && (version === '13' || version === '8')) return undefined;
  return refuse(400, 'This is no WebSocket handshake.').refused;
}

const laterPaths: readonly (readonly [RegExp, string])[] = [
  [/^\/clients\/mqtt\//i, 'MQTT'],
  [/^\/clients\/socketio\//i, 'Socket.IO'],
  [/^\/server\/tunnel/i, 'tunnel connections'],
];

/** The refusal for a path of a protocol that the emulator does not have. */
export function laterProtocol(url: string): ConnectRefusal | undefined {
  const later = laterPaths.find(([path]) => path.test(url));
  return later && refuse(501, `The emulator does not support ${later[1]} yet.`).refused;
}

/** The refusal for a path that no client of the emulator has. */
export function unknownPath(url: string): ConnectRefusal {
  return laterProtocol(url) ?? refuse(404, 'Clients connect to /client/hubs/{hub}.').refused;
}

/** Answers an upgrade request without upgrading, and ends the connection. */
export function writeRefusal(stream: Writable, refusal: ConnectRefusal): void {
  const { status, contentType, retryAfterSeconds } = refusal;
  const bytes = Buffer.from(refusal.body);
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Refused'}`,
    'Connection: close',
    ...(contentType === undefined ? [] : [`Content-Type: ${contentType}`]),
    ...(retryAfterSeconds === undefined ? [] : [`Retry-After: ${retryAfterSeconds}`]),
    `Content-Length: ${bytes.length}`,
  ];
  // A client that keeps its half open would hold the emulator up.
  stream.once('finish', () => stream.destroy());
  stream.end(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), bytes]));
}
