import { createError } from '../errors.js';
import { headerNames } from '../protocol/header-names.js';
import { originMatches, parseOrigin, quoteOrigin, splitOrigins } from '../protocol/origin.js';
import type { OriginHost } from '../protocol/origin.js';
import { signatureMatches, signConnection } from '../protocol/signature.js';
import type { EventHead } from './event-head.js';
import type { HeaderPairs } from './request.js';

type Check = NonNullable<TrustedService['checkToken']>;

/** One service that events may come from. */
export interface TrustedService {
  readonly hosts: readonly OriginHost[];
  /** Any of them may have signed an event. */
  readonly accessKeys: readonly string[];
  /** Where an identity stands in the place of keys: resolves for a token that proves who sent the event. */
  readonly checkToken?: ((token: string) => Promise<void>) | undefined;
}

/** What an event says of where it comes from. */
export type Claimed = Pick<EventHead, 'origin' | 'signature' | 'connectionId'>;

/** Decides from headers alone whether an event comes from one of its services. */
export class Verifier {
  readonly #services: readonly TrustedService[];

  constructor(services: readonly TrustedService[]) {
    this.#services = services;
  }

  /**
   * Decides at once by a signature, which costs no turn of the event loop; returns a promise where a token has to decide.
   * @throws RequestError (401) when the origin is no known service, or neither key nor token of that service proves it; 503, in the promise, when
   * the keys that a token is checked with cannot be had.
   */
  verify(claimed: Claimed, headers: HeaderPairs): Promise<void> | undefined {
    const known = this.findOrigin(claimed.origin);
    if (known === undefined) throw createError('WPS_ORIGIN_UNKNOWN', { origin: quoteOrigin(claimed.origin) });
    if (isSigned(claimed, known.services)) return undefined;
    const checks = known.services.flatMap(({ checkToken }) => checkToken ?? []);
    if (checks.length === 0) throw createError('WPS_SIGNATURE_MISMATCH', {});
    return acceptToken(headers, checks);
  }

  /** The first origin of a comma-separated list that is a known service, as it was presented. */
  findOrigin(origins: string): { readonly origin: string; readonly services: readonly TrustedService[] } | undefined {
    for (const origin of splitOrigins(origins)) {
      const host = parseOrigin(origin);
      if (host === undefined) continue;
      const services = this.#services.filter(({ hosts }) => hosts.some((known) => originMatches(host, known)));
      if (services.length > 0) return { origin, services };
    }
    return undefined;
  }
}

function isSigned({ signature, connectionId }: Claimed, services: readonly TrustedService[]): boolean {
  const expected = services.flatMap(({ accessKeys }) => accessKeys.map((key) => signConnection(key, connectionId)));
  return signatureMatches(signature ?? '', expected);
}

/** One check that accepts is enough; where none does, the first says why. */
async function acceptToken(headers: HeaderPairs, checks: readonly Check[]): Promise<void> {
  const token = bearerTokenOf(headers);
  const results = await Promise.allSettled(checks.map((check) => check(token)));
  if (results.some(({ status }) => status === 'fulfilled')) return;
  const [refused] = results.filter((result) => result.status === 'rejected');
  throw refused?.reason;
}

// Two lines are two callers, of which one may be believed and the other be meant.
function bearerTokenOf(headers: HeaderPairs): string {
  const lines = headers.filter(([name]) => name.toLowerCase() === headerNames.authorization);
  const [, token] = /^Bearer +([\w.~+/=-]+)$/i.exec(lines[0]?.[1].trim() ?? '') ?? [];
  if (token === undefined || lines.length > 1) throw createError('WPS_TOKEN_MISSING', {});
  return token;
}
