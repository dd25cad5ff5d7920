import type { JWTPayload } from 'jose';
import { systemClock } from '../clock.js';
import type { Clock } from '../clock.js';
import { createError } from '../errors.js';
import type { EventCaller } from './identity.js';
import { KeySet } from './key-set.js';

/** Resolves for a token that proves who sends events. */
export type TokenCheck = (token: string) => Promise<void>;

/** Seconds by which the clocks of Entra and this machine may differ. */
const clockTolerance = 60;

/**
 * Checks tokens that the service's managed identity got from Entra: RS256 by a key of the tenant, its issuer, the audience, the caller, and the
 * time. The check rejects with a RequestError: 401, or 503 when the keys of the tenant cannot be had.
 */
export function createTokenCheck(caller: EventCaller, clock: Clock = systemClock): TokenCheck {
  const keys = new KeySet(new URL(`${caller.authorityHost}/${caller.tenantId}/discovery/v2.0/keys`), clock);
  const rules = {
    ...{ algorithms: ['RS256'], issuer: issuersOf(caller), audience: caller.audience, clockTolerance },
    requiredClaims: ['exp', 'oid'],
  };
  return async (token) => {
    const { jwtVerify } = await import('jose');
    let claims: JWTPayload;
    try {
      claims = (await jwtVerify(token, keys.find, { ...rules, currentDate: new Date(clock.now()) })).payload;
    } catch (error) {
      throw toRefusal(error, caller);
    }
    const { oid } = claims;
    if (typeof oid !== 'string' || oid.toLowerCase() !== caller.principalId) throw refuse(claimFaults.oid, caller);
  };
}

const chineseAuthorities: ReadonlySet<string> = new Set(['login.chinacloudapi.cn', 'login.partner.microsoftonline.cn']);

/** A tenant's issuers. Which one signs depends on the version of tokens that the application of the audience asks for. */
export function issuersOf({ authorityHost, tenantId }: Pick<EventCaller, 'authorityHost' | 'tenantId'>): string[] {
  // Source: OpenID configurations of the clouds. The one for China names another host in its tokens than the one that is asked.
  if (chineseAuthorities.has(new URL(authorityHost).hostname)) {
    const version2 = `https://login.partner.microsoftonline.cn/${tenantId}/v2.0`;
    return [`https://sts.chinacloudapi.cn/${tenantId}/`, version2];
  }
  return [`https://sts.windows.net/${tenantId}/`, `${authorityHost}/${tenantId}/v2.0`];
}

/** What to do about each fault; for the log alone, and without a word of the token. */
const faults: Readonly<Record<string, string>> = {
  ERR_JOSE_ALG_NOT_ALLOWED: 'It is not signed with RS256, as Entra signs.',
  ERR_JWKS_NO_MATCHING_KEY: 'Its key is none of the tenant {name}__tenantId.',
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: 'Its signature is wrong: somebody made or changed it.',
  ERR_JWT_EXPIRED: 'It has expired: compare the clock of this machine.',
};
const claimFaults = {
  iss: 'Compare {name}__tenantId: another tenant issued it.',
  aud: "Compare {name}__webhookAudience with the audience of the event handler's authentication (in a token of version 2 it is the client id).",
  oid: 'Compare {name}__principalId with the object id of the managed identity of the service.',
  nbf: 'It is not valid yet: compare the clock of this machine.',
} as const;

function toRefusal(error: unknown, caller: EventCaller): unknown {
  const { code = '', claim = '' } = error as { readonly code?: string; readonly claim?: string };
  // Not a fault of the token: the keys are missing, or the program is wrong.
  if (!/^ERR_(JOSE|JWKS|JWS|JWT)_/.test(code)) return error;
  const ofClaim = Object.hasOwn(claimFaults, claim) ? claimFaults[claim as keyof typeof claimFaults] : undefined;
  return refuse(faults[code] ?? ofClaim ?? 'It is no token of Entra.', caller);
}

// Without a cause: errors of jose hold what the token says.
function refuse(reason: string, { name }: EventCaller): Error {
  return createError('WPS_TOKEN_REFUSED', { reason: reason.replaceAll('{name}', name) });
}
