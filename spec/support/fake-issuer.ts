import { createHmac, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { startTinyService } from './tiny-service.js';
import type { Scripted } from './tiny-service.js';

export const tenantId = '11111111-1111-1111-1111-111111111111';
export const principalId = '22222222-2222-2222-2222-222222222222';
export const audience = 'api://chat-events';
export const keyId = 'key-1';

// One pair for all specs: to make one takes a tenth of a second and more.
const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
/** A key that nobody published. */
export const foreignKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;

export interface FakeIssuer {
  readonly authorityHost: string;
  /** The paths it was asked for. */
  readonly asked: () => readonly string[];
  /** Settings of the connection `name` by identity whose events this issuer's tokens prove. */
  readonly settings: (name: string, serviceUri?: string) => Record<string, string>;
  readonly close: () => Promise<void>;
}

/** Stands for Entra on this machine: publishes the key of a tenant, or answers as told. */
export async function startFakeIssuer(answer?: () => Scripted | undefined): Promise<FakeIssuer> {
  const published = JSON.stringify({ keys: [publish(pair.publicKey, keyId)] });
  const server = await startTinyService(() => answer?.() ?? { status: 200, body: published });
  return {
    authorityHost: server.endpoint,
    asked: () => server.arrived.map(({ url }) => url),
    settings: (name, serviceUri = 'https://chat.webpubsub.azure.com') => ({
      [`${name}__serviceUri`]: serviceUri,
      [`${name}__webhookAudience`]: audience,
      [`${name}__tenantId`]: tenantId,
      [`${name}__principalId`]: principalId,
      [`${name}__authorityHost`]: server.endpoint,
    }),
    close: () => server.close(),
  };
}

/** A key set's member. */
export function publish(key: KeyObject, kid: string): object {
  return { ...key.export({ format: 'jwk' }), kid, use: 'sig' };
}

export interface TokenChanges {
  readonly header?: Readonly<Record<string, unknown>> | undefined;
  readonly claims?: Readonly<Record<string, unknown>> | undefined;
  readonly key?: KeyObject;
}

/** A token as Entra gives it to the managed identity of a service, or one with something else in it. */
export function entraToken({ header, claims, key = pair.privateKey }: TokenChanges = {}): string {
  const signed = unsigned({ header, claims });
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`;
}

/** The same without a signature, as `alg: none` wants it. */
export const unsignedToken = (): string => `${unsigned({ header: { alg: 'none' } })}.`;

/** The same signed with the public key for a secret, which a check that believes `alg` would take. */
export function confusedToken(): string {
  const signed = unsigned({ header: { alg: 'HS256' } });
  const secret = createPublicKey(pair.privateKey).export({ type: 'spki', format: 'pem' });
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

function unsigned({ header, claims }: Omit<TokenChanges, 'key'>): string {
  const now = Math.floor(Date.now() / 1000);
  const said = {
    ...{ iss: `https://sts.windows.net/${tenantId}/`, aud: audience, oid: principalId, tid: tenantId },
    ...{ iat: now, nbf: now, exp: now + 3600, ver: '1.0', ...claims },
  };
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  return `${encode({ typ: 'JWT', alg: 'RS256', kid: keyId, ...header })}.${encode(said)}`;
}
