import { createSecretKey } from 'node:crypto';
import type { JwtPayload } from 'jsonwebtoken';
import { systemClock } from '../clock.js';
import type { Clock } from '../clock.js';
import { UnauthorizedError } from '../errors.js';
import type { ClientAccess } from '../protocol/client-access.js';
import { clientPath, type ClientProtocol } from '../protocol/client-url.js';
import type { ServiceConnection } from './connections.js';
import { throughProxy } from './reverse-proxy.js';

export interface CallerTokenOptions {
  readonly clientProtocol?: ClientProtocol | undefined;
  readonly clock?: Clock;
}

/**
 * Takes a token that the caller made with the access key, with claims of its own, instead of making one. It must be HS256, expire, and be
 * meant for this hub's client URL. Nothing of it is ever repeated in an error.
 * @throws UnauthorizedError (401) for any other token.
 */
export async function acceptCallerToken(
  connection: ServiceConnection,
  hub: string,
  accessToken: string,
  { clientProtocol = 'default', clock = systemClock }: CallerTokenOptions = {},
): Promise<ClientAccess> {
  const path = clientPath(hub, clientProtocol);
  const claims = await verified(accessToken, connection.accessKeys, clock);
  if (claims?.exp === undefined || !isMeantFor(claims, connection.endpoint + path)) {
    throw new UnauthorizedError('The access token is not valid for this hub.');
  }
  const baseUrl = throughProxy(connection.endpoint.replace(/^http/i, 'ws') + path, connection.reverseProxyEndpoint);
  return { baseUrl, url: `${baseUrl}?access_token=${accessToken}`, accessToken };
}

async function verified(token: string, accessKeys: readonly string[], clock: Clock): Promise<JwtPayload | undefined> {
  const { default: jwt } = await import('jsonwebtoken');
  const rules = { algorithms: ['HS256'], clockTimestamp: Math.floor(clock.now() / 1_000) } as const;
  for (const accessKey of accessKeys) {
    try {
      const claims = jwt.verify(token, createSecretKey(accessKey, 'utf8'), { ...rules, algorithms: ['HS256'] });
      if (typeof claims === 'object') return claims;
    } catch {
      // Which check failed is nobody's business; the next key may be the one.
      continue;
    }
  }
  return undefined;
}

// service: the audience is the client URL without query; its scheme may be any of http, https, ws and wss.
function isMeantFor({ aud }: JwtPayload, url: string): boolean {
  const bare = (text: string) =>
    text
      .replace(/^(http|ws)s?:\/\//i, '')
      .replace(/\/+$/, '')
      .toLowerCase();
  // What a token says is typed, but nobody has checked it.
  const audiences: readonly unknown[] = [aud ?? []].flat();
  return audiences.some((audience) => typeof audience === 'string' && bare(audience) === bare(url));
}
