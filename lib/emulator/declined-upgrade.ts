import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';

/** Whether a request wants a WebSocket, and not some other protocol. */
export function wantsWebSocket({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  return /(^|,)\s*websocket\s*(,|$)/i.test(headers.upgrade ?? '');
}

/**
 * Serves a request as if it had not asked for another protocol (RFC 9110 7.8: a server may ignore that). Clients of Java ask for h2c at
 * their first call. node:http takes every wish to upgrade for granted, so the request is put back without it and read again, once the
 * answer before it is out.
 */
export function declineUpgrade(
  server: Server,
  request: IncomingMessage,
  stream: Duplex,
  { rest, before }: { readonly rest: Buffer; readonly before: ServerResponse | undefined },
): void {
  // Until it is a connection of the server again, nobody else listens to what becomes of it.
  const breakOff = (): void => void stream.destroy();
  stream.on('error', breakOff);
  const serve = (): void => {
    stream.off('error', breakOff);
    if (stream.destroyed || stream.readableEnded) return breakOff();
    stream.unshift(Buffer.concat([Buffer.from(headOf(request), 'latin1'), rest]));
    // A stream that is decrypted already must not be greeted by TLS again.
    server.emit(stream instanceof TLSSocket ? 'secureConnection' : 'connection', stream);
  };
  if (before === undefined || before.writableFinished) serve();
  else before.once('finish', serve);
}

function headOf({ method = 'GET', url = '/', httpVersion, rawHeaders }: IncomingMessage): string {
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = rawHeaders.slice(at, at + 2);
    if (name.toLowerCase() !== 'upgrade') lines.push(`${name}: ${value}`);
  }
  return `${lines.join('\r\n')}\r\n\r\n`;
}
