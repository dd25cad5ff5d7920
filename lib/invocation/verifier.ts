import { createError } from '../errors.js';
import { originMatches, parseOrigin, splitOrigins } from '../protocol/origin.js';
import type { OriginHost } from '../protocol/origin.js';
import { signatureMatches, signConnection } from '../protocol/signature.js';

/** One service that events may come from. */
export interface TrustedService {
  readonly hosts: readonly OriginHost[];
  readonly accessKeys: readonly string[];
}

/** Decides from headers alone whether an event comes from one of its services. */
export class Verifier {
  readonly #services: readonly TrustedService[];

  constructor(services: readonly TrustedService[]) {
    this.#services = services;
  }

  /**
   * @throws RequestError (401) when the origin is no known service, or its signature was made with none of that service's keys.
   */
  verify({
    origin,
    signature,
    connectionId,
  }: {
    origin: string;
    signature: string | undefined;
    connectionId: string;
  }): void {
    const known = this.findOrigin(origin);
    if (known === undefined) throw createError('WPS_ORIGIN_UNKNOWN', {});
    const expected = known.services.flatMap(({ accessKeys }) =>
      accessKeys.map((key) => signConnection(key, connectionId)),
    );
    if (!signatureMatches(signature ?? '', expected)) throw createError('WPS_SIGNATURE_MISMATCH', {});
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
