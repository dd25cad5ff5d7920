import { createHash, generateKeyPair, type JsonWebKey, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import jsonwebtoken from 'jsonwebtoken';
import type { Clock } from '../../clock.js';

/** Who issues the emulator's identity tokens, and to whom; an app that checks them is set to these. */
export interface EmulatorIdentity {
  /** Where the keys are: `{authorityHost}/{tenantId}/discovery/v2.0/keys`. */
  readonly authorityHost: string;
  readonly tenantId: string;
  /** The object id (`oid`) of the emulator's own managed identity. */
  readonly principalId: string;
}

interface Key {
  readonly id: string;
  readonly sign: KeyObject;
  readonly published: JsonWebKey;
}

interface Issued {
  readonly token: string;
  readonly renewAt: number;
}

const tenantId = '00000000-0000-4000-8000-000000000001';
const principalId = '00000000-0000-4000-8000-000000000002';
// Entra: tokens of managed identities live for a day, and are renewed at half time.
const lifetimeSeconds = 24 * 60 * 60;
const generate = promisify(generateKeyPair);

/** Stands in the place of Entra: signs tokens of the service's identity and publishes the key that proves them. */
export class EntraIssuer {
  readonly identity: EmulatorIdentity;
  readonly #issuer: string;
  readonly #clock: Clock;
  readonly #issued = new Map<string, Issued>();
  #key: Promise<Key> | undefined;

  constructor(url: string, clock: Clock) {
    this.identity = { authorityHost: url, tenantId, principalId };
    this.#issuer = `${url}/${tenantId}/v2.0`;
    this.#clock = clock;
  }

  /** A token by which the service proves itself to a resource. */
  async token(resource: string): Promise<string> {
    const now = this.#clock.now();
    const known = this.#issued.get(resource);
    if (known !== undefined && now < known.renewAt) return known.token;
    const token = await this.#sign(resource, Math.floor(now / 1000));
    this.#issued.set(resource, { token, renewAt: now + lifetimeSeconds * 500 });
    return token;
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

  async #sign(audience: string, now: number): Promise<string> {
    const { id, sign } = await this.#signingKey();
    const who = { oid: principalId, sub: principalId, tid: tenantId, ver: '2.0' };
    const claims = { iss: this.#issuer, aud: audience, iat: now, nbf: now, exp: now + lifetimeSeconds, ...who };
    return jsonwebtoken.sign(claims, sign, { algorithm: 'RS256', keyid: id });
  }

  /** Made when first needed: it takes longer than starting the emulator. */
  #signingKey(): Promise<Key> {
    return (this.#key ??= createKey());
  }
}

async function createKey(): Promise<Key> {
  const { privateKey, publicKey } = await generate('rsa', { modulusLength: 2048 });
  const jwk = publicKey.export({ format: 'jwk' });
  const id = createHash('sha256')
    .update(jwk.n ?? '')
    .digest('base64url');
  return { id, sign: privateKey, published: { ...jwk, kid: id, use: 'sig', alg: 'RS256' } };
}
