import { createHash, generateKeyPair, randomBytes, type JsonWebKey, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import jsonwebtoken from 'jsonwebtoken';
import type { Clock } from '../../clock.js';
import { verifyIdentityToken } from './verify-identity-token.js';

/** Who issues the emulator's identity tokens, and to whom; an app that checks them is set to these. */
export interface EmulatorIdentity {
  /** Where the keys are: `{authorityHost}/{tenantId}/discovery/v2.0/keys`. */
  readonly authorityHost: string;
  readonly tenantId: string;
  /** The object id (`oid`) of the emulator's own managed identity. */
  readonly principalId: string;
  /** With these in its environment, a process has a managed identity, and `@azure/identity` finds it as on App Service. */
  readonly environment: { readonly IDENTITY_ENDPOINT: string; readonly IDENTITY_HEADER: string };
}

export interface Key {
  readonly id: string;
  readonly sign: KeyObject;
  readonly verify: KeyObject;
  readonly published: JsonWebKey;
}

/** A token, and when it ends in milliseconds since 1970. */
export interface Issued {
  readonly token: string;
  readonly expiresAt: number;
  readonly renewAt: number;
}

const tenantId = '00000000-0000-4000-8000-000000000001';
/** Whom a token is for: the service, which sends events, or the app, which calls it. */
const principals = {
  service: '00000000-0000-4000-8000-000000000002',
  app: '00000000-0000-4000-8000-000000000003',
} as const;
export type Principal = keyof typeof principals;
// Entra: tokens of managed identities live for a day, and are renewed at half time.
const lifetimeSeconds = 24 * 60 * 60;
const generate = promisify(generateKeyPair);

/** Stands in the place of Entra: signs tokens of the service and of the app, and publishes the key that proves them. */
export class EntraIssuer {
  readonly identity: EmulatorIdentity;
  readonly #issuer: string;
  readonly #clock: Clock;
  readonly #createKey: () => Promise<Key>;
  readonly #issued = new Map<string, Issued>();
  #key: Promise<Key> | undefined;

  constructor(url: string, clock: Clock, createKey: () => Promise<Key> = createRsaKey) {
    const environment = {
      IDENTITY_ENDPOINT: `${url}/${tenantId}/msi/token`,
      IDENTITY_HEADER: randomBytes(32).toString('base64url'),
    };
    this.identity = { authorityHost: url, tenantId, principalId: principals.service, environment };
    this.#issuer = `${url}/${tenantId}/v2.0`;
    this.#clock = clock;
    this.#createKey = createKey;
  }

  /** A token by which a principal proves itself to a resource; the same one for half its life. */
  async issue(resource: string, principal: Principal): Promise<Issued> {
    const now = this.#clock.now();
    const name = `${principal} ${resource}`;
    const known = this.#issued.get(name);
    if (known !== undefined && now < known.renewAt) return known;
    const second = Math.floor(now / 1000);
    const token = await this.#sign(resource, principals[principal], second);
    const expiresAt = (second + lifetimeSeconds) * 1000;
    const issued = { token, expiresAt, renewAt: now + lifetimeSeconds * 500 };
    this.#issued.set(name, issued);
    return issued;
  }

  /** Why a token does not prove that its bearer may call the service; undefined when it does. */
  async problemOf(token: string): Promise<string | undefined> {
    const { id: keyId, verify: key } = await this.#signingKey();
    return verifyIdentityToken(token, { keyId, key, issuer: this.#issuer, now: this.#clock.now() });
  }

  /** What is published at a path, as JSON; undefined where there is nothing. */
  async documentAt(path: string): Promise<object | undefined> {
    if (!path.startsWith(`/${tenantId}/`)) return undefined;
    const below = path.slice(tenantId.length + 2);
    if (below === 'discovery/v2.0/keys') return { keys: [(await this.#signingKey()).published] };
    if (below !== 'v2.0/.well-known/openid-configuration') return undefined;
    return {
      issuer: this.#issuer,
      jwks_uri: `${this.identity.authorityHost}/${tenantId}/discovery/v2.0/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
    };
  }

  async #sign(audience: string, oid: string, now: number): Promise<string> {
    const { id, sign } = await this.#signingKey();
    const who = { oid, sub: oid, tid: tenantId, ver: '2.0' };
    const claims = { iss: this.#issuer, aud: audience, iat: now, nbf: now, exp: now + lifetimeSeconds, ...who };
    return jsonwebtoken.sign(claims, sign, { algorithm: 'RS256', keyid: id });
  }

  /** Made when first needed: it takes longer than starting the emulator. */
  #signingKey(): Promise<Key> {
    return (this.#key ??= this.#createKey());
  }
}

/** A key for RS256, named by a hash of itself. */
export async function createRsaKey(): Promise<Key> {
  const { privateKey, publicKey } = await generate('rsa', { modulusLength: 2048 });
  const jwk = publicKey.export({ format: 'jwk' });
  const id = createHash('sha256')
    .update(jwk.n ?? '')
    .digest('base64url');
  return { id, sign: privateKey, verify: publicKey, published: { ...jwk, kid: id, use: 'sig', alg: 'RS256' } };
}
