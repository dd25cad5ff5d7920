import { createError } from '../errors.js';
import { headerNames } from '../protocol/header-names.js';
import { originMatches, parseOrigin, quoteOrigin, splitOrigins } from '../protocol/origin.js';
import type { OriginHost } from '../protocol/origin.js';
import { SignatureMemory } from './signature-memory.js';
import { signatureMatches, signConnection } from '../protocol/signature.js';
import type { EventHead } from './event-head.js';
import { Recent } from './recent.js';
import type { HeaderPairs } from './request.js';

/** A request whose headers are read where a token is among them. */
export interface Headed {
  readonly headers: HeaderPairs;
}

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

/** A known origin as it was presented, and the services that it is one of. */
interface KnownOrigin {
  readonly origin: string;
  readonly services: readonly TrustedService[];
  readonly accepted: SignatureMemory;
}

const originLimit = 100;

/**
 * Decides from headers alone whether an event comes from one of its services. What was accepted is remembered within bounds, for as long as
 * the verifier lives: with other keys there is another verifier.
 */
export class Verifier {
  readonly #services: readonly TrustedService[];
  readonly #origins = new Recent<KnownOrigin>(originLimit);
  /** By the services of an origin: whoever varies the spelling of an origin gets no memory of his own. */
  readonly #accepted = new Map<string, SignatureMemory>();

  constructor(services: readonly TrustedService[]) {
    this.#services = services;
  }

  /**
   * Decides at once by a signature, which costs no turn of the event loop; returns a promise where a token has to decide.
   * @throws RequestError (401) when the origin is no known service, or neither key nor token of that service proves it; 503, in the promise, when
   * the keys that a token is checked with cannot be had.
   */
  verify(claimed: Claimed, request: Headed): Promise<void> | undefined {
    const known = this.#origin(claimed.origin);
    if (known === undefined) throw createError('WPS_ORIGIN_UNKNOWN', { origin: quoteOrigin(claimed.origin) });
    const { signature = '', connectionId } = claimed;
    if (known.accepted.has(connectionId, signature)) return undefined;
    if (isSigned(claimed, known.services)) {
      known.accepted.add(connectionId, signature);
      return undefined;
    }
    const checks = known.services.flatMap(({ checkToken }) => checkToken ?? []);
    if (checks.length === 0) throw createError('WPS_SIGNATURE_MISMATCH', {});
    return acceptToken(request.headers, checks);
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

  // Reading an origin takes a URL parser, and services present few of them.
  #origin(origins: string): KnownOrigin | undefined {
    const known = this.#origins.get(origins);
    if (known !== undefined) return known;
    const found = this.findOrigin(origins);
    if (found === undefined) return undefined;
    const made = { ...found, accepted: this.#acceptedBy(found.services) };
    this.#origins.set(origins, made);
    return made;
  }

  #acceptedBy(services: readonly TrustedService[]): SignatureMemory {
    const key = services.map((service) => this.#services.indexOf(service)).join();
    const accepted = this.#accepted.get(key) ?? new SignatureMemory();
    this.#accepted.set(key, accepted);
    return accepted;
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
