import type { KeyObject } from 'node:crypto';
import jsonwebtoken from 'jsonwebtoken';

export interface IdentityRules {
  readonly keyId: string;
  readonly key: KeyObject;
  readonly issuer: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What tokens for the service name. Source: the one scope that the SDK asks for, without `/.default`. */
export const serviceAudience = 'https://webpubsub.azure.com';
// The service's own tolerance, as for tokens by access key.
const clockTolerance = 300;

/** Why a token does not prove an identity to the service; undefined when it does. It never holds any part of the token. */
export function verifyIdentityToken(token: string, { keyId, key, issuer, now }: IdentityRules): string | undefined {
  const header = headerOf(token);
  if (header === undefined) return 'The token cannot be read.';
  if (header['alg'] === 'none') return 'The token is not signed.';
  if (header['alg'] !== 'RS256') return 'The token is signed with another algorithm than RS256.';
  if (header['kid'] !== keyId) return 'The signature key was not found: another issuer signed the token.';
  const rules = { algorithms: ['RS256' as const], issuer, audience: serviceAudience, clockTolerance };
  try {
    const claims = jsonwebtoken.verify(token, key, { ...rules, clockTimestamp: Math.floor(now / 1000) });
    return typeof claims === 'string' || typeof claims.exp !== 'number' ? 'The token has no expiration.' : undefined;
  } catch (error) {
    return describe(error);
  }
}

/** The algorithm that a token says it is signed with, unproven. */
export function algorithmOf(token: string): unknown {
  return headerOf(token)?.['alg'];
}

function headerOf(token: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const header: unknown = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString('utf8'));
    return typeof header === 'object' && header !== null ? (header as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

// Source: the messages of jsonwebtoken.
const problems: readonly (readonly [RegExp, string])[] = [
  [/^invalid signature/, 'The signature is invalid.'],
  [/^jwt audience/, `The audience is invalid: calls to the service need ${serviceAudience}.`],
  [/^jwt issuer/, 'The issuer is invalid.'],
];

function describe(error: unknown): string {
  if (error instanceof jsonwebtoken.TokenExpiredError) return 'The token is expired.';
  if (error instanceof jsonwebtoken.NotBeforeError) return 'The token is not valid yet.';
  const { message } = error as Error;
  return problems.find(([pattern]) => pattern.test(message))?.[1] ?? 'The token cannot be read.';
}
