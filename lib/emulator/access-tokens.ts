import { createSecretKey, randomUUID, type KeyObject } from 'node:crypto';
import jsonwebtoken, { type JwtPayload } from 'jsonwebtoken';
import type { Clock } from '../clock.js';

export type Claims = Readonly<JwtPayload>;
export type VerifiedToken = { readonly claims: Claims } | { readonly problem: string };

export interface Verification {
  readonly isAudience: (audience: string) => boolean;
  /** 300 unless said: the service's own tolerance. */
  readonly toleranceSeconds?: number;
}

const issuer = 'https://webpubsub.azure.com';
const otherKey = 'The signature is invalid.';

/** Signs and checks tokens: HS256 with the access keys as UTF-8 text, of which the first signs and each may verify. */
export class AccessTokens {
  // A key as text is tried as PEM first, each time, which takes longer than everything else about a token.
  readonly #accessKeys: readonly KeyObject[];
  readonly #primary: KeyObject;
  readonly #clock: Clock;
  readonly #keyId = `s-${randomUUID()}`;

  constructor(accessKeys: readonly string[], clock: Clock) {
    this.#accessKeys = accessKeys.map((key) => createSecretKey(key, 'utf8'));
    this.#primary = createSecretKey(accessKeys[0] ?? '', 'utf8');
    this.#clock = clock;
  }

  /** The problem never holds any part of the token. */
  verify(token: string, { isAudience, toleranceSeconds = 300 }: Verification): VerifiedToken {
    const payload = this.#readByAnyKey(token, toleranceSeconds);
    if (typeof payload === 'string') return { problem: payload };
    if (typeof payload.exp !== 'number') return { problem: 'The token has no expiration.' };
    return hasAudience(payload, isAudience) ? { claims: payload } : { problem: 'The audience is invalid.' };
  }

  /** What is wrong with it is said by the key that it was signed with. */
  #readByAnyKey(token: string, clockTolerance: number): JwtPayload | string {
    for (const key of this.#accessKeys) {
      const payload = this.#read(token, key, clockTolerance);
      if (payload !== otherKey) return payload;
    }
    return otherKey;
  }

  #read(token: string, key: KeyObject, clockTolerance: number): JwtPayload | string {
    const clockTimestamp = Math.floor(this.#clock.now() / 1000);
    try {
      const payload = jsonwebtoken.verify(token, key, { algorithms: ['HS256'], clockTolerance, clockTimestamp });
      return typeof payload === 'string' ? 'The token has no claims.' : payload;
    } catch (error) {
      return describe(error);
    }
  }

  /** A token as the service itself makes them: with its issuer and a key id. */
  sign(claims: object, seconds: number): string {
    const now = Math.floor(this.#clock.now() / 1000);
    const payload = { ...claims, iss: issuer, nbf: now, iat: now, exp: now + seconds };
    return jsonwebtoken.sign(payload, this.#primary, { algorithm: 'HS256', keyid: this.#keyId });
  }
}

function hasAudience({ aud }: JwtPayload, isAudience: (audience: string) => boolean): boolean {
  const audiences: readonly unknown[] = Array.isArray(aud) ? aud : [aud];
  return audiences.some((audience) => typeof audience === 'string' && isAudience(audience));
}

function describe(error: unknown): string {
  if (error instanceof jsonwebtoken.TokenExpiredError) return 'The token is expired.';
  if (error instanceof jsonwebtoken.NotBeforeError) return 'The token is not valid yet.';
  const isSignature = error instanceof Error && error.message === 'invalid signature';
  return isSignature ? otherKey : 'The token cannot be read.';
}

/** The token of an `Authorization: Bearer …` header. */
export function bearerToken(authorization: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization?.trim() ?? '')?.[1];
}
