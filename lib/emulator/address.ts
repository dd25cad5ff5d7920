import { isLoopback } from '../protocol/connection-string.js';

/** Where the emulator is reached. */
export interface Address {
  /** As clients and connection strings name it, for example `localhost`. */
  readonly hostname: string;
  readonly port: number;
  /** `http://localhost:8080`, or with `https` */
  readonly url: string;
  /** Whether a `Host` header or the host of an audience means this emulator. */
  readonly isOwnHost: (host: string) => boolean;
}

export function addressOf(host: string, port: number, scheme: 'http' | 'https' = 'http'): Address {
  const hostname = isWildcard(host) ? 'localhost' : host;
  const authority = `${hostname.includes(':') ? `[${hostname}]` : hostname}:${port}`;
  const own = new Set([authority.toLowerCase()]);
  if (isLoopback(hostname)) for (const name of ['localhost', '127.0.0.1', '[::1]']) own.add(`${name}:${port}`);
  const isOwnHost = (given: string): boolean => own.has(given.toLowerCase());
  return { hostname, port, url: `${scheme}://${authority}`, isOwnHost };
}

/** `0.0.0.0` and `::` listen everywhere and are no name to connect to. */
export function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}
