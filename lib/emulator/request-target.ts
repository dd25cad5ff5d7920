import type { IncomingMessage } from 'node:http';

/**
 * Brings a request that names scheme and host in its target (as clients of a proxy send it) into the form of every other.
 * RFC 9112 3.2.2: a server must accept that form, and the host in it counts instead of the `Host` header.
 */
export function toOriginForm(request: IncomingMessage): void {
  const match = /^https?:\/\/([^/?#]*)([^#]*)/i.exec(request.url ?? '');
  if (match === null) return;
  const [, authority = '', rest = ''] = match;
  request.headers.host = authority;
  request.url = rest.startsWith('/') ? rest : `/${rest}`;
}
