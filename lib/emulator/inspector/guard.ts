import type { IncomingMessage } from 'node:http';
import { isLoopback } from '../../protocol/connection-string.js';
import { equalInConstantTime } from '../../protocol/signature.js';
import type { Address } from '../address.js';
import { bearerToken } from '../access-tokens.js';

export interface GuardOptions {
  readonly address: Pick<Address, 'isOwnHost' | 'url'>;
  /** Of this run. */
  readonly token: string;
}

type Asked = Pick<IncomingMessage, 'headers'> & { readonly socket: { readonly remoteAddress?: string | undefined } };

/**
 * Why a request may not have the page, or undefined. Other machines are kept out by their address, other names of this one (DNS rebinding) by
 * `Host`, and other pages by `Origin`.
 */
export function pageProblem({ headers, socket }: Asked, { address }: GuardOptions): string | undefined {
  if (!isLoopback(withoutPrefix(socket.remoteAddress ?? ''))) return 'The inspector is for this machine alone.';
  const { host = '', origin } = headers;
  if (!address.isOwnHost(host))
    return 'The inspector goes by its own address alone: the Host of this request is another.';
  if (origin !== undefined && origin !== originOf(host, address)) return foreign;
  return undefined;
}

/** The same of what the page asks for: that takes its origin, which a browser sends with every POST, and the token. */
export function requestProblem(request: Asked, options: GuardOptions): string | undefined {
  const problem = pageProblem(request, options);
  if (problem !== undefined) return problem;
  const { origin, authorization } = request.headers;
  if (origin === undefined) return foreign;
  const token = bearerToken(authorization);
  if (token === undefined || !equalInConstantTime(token, options.token)) {
    return 'The token is not that of this run: open the URL that the emulator printed.';
  }
  return undefined;
}

const foreign = 'Only the page of the inspector may ask this: the Origin of this request is another.';

function originOf(host: string, { url }: Pick<Address, 'url'>): string {
  return `${new URL(url).protocol}//${host.toLowerCase()}`;
}

// An IPv4 address on a socket that takes both families.
function withoutPrefix(remoteAddress: string): string {
  return remoteAddress.replace(/^::ffff:/i, '');
}
