import { X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { isWildcard } from '../address.js';
import { readObject, settingError } from '../settings-reader.js';

/** A pair after it was read. */
interface GivenPair {
  readonly key: string;
  readonly cert: string;
}

/** A certificate of your own, for example one of mkcert; all as PEM. A pair that does not fit is `WPS_EMULATOR_SETTING`. */
export interface TlsOptions {
  /** The private key of `cert`, not encrypted. */
  readonly key: string | Uint8Array;
  /** The certificate; those between it and its authority, and that of the authority itself, may follow. */
  readonly cert: string | Uint8Array;
}

/** What to serve with, as PEM. */
export interface ServedTls extends GivenPair {
  /** What clients are to trust, where that is known. */
  readonly authority: string | undefined;
}

/** `generate` is a certificate that is made for this emulator. */
export type ReadTls = GivenPair | 'generate';

/** Judges `tls`; undefined is plain HTTP. */
export function readTls(value: unknown, path: string): ReadTls | undefined {
  if (value === undefined || value === false) return undefined;
  if (value === true) return 'generate';
  const { key, cert } = readObject(value, path, ['key', 'cert']);
  const given = { key: readPem(key, `${path}.key`), cert: readPem(cert, `${path}.cert`) };
  try {
    createSecureContext(given);
  } catch (error) {
    // By its code alone: the rest may tell of the key.
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    const remedy = 'Give the private key, not encrypted, and the certificate that belongs to it, both as PEM.';
    throw settingError(path, `no pair of a key and its certificate (${code})`, remedy);
  }
  return given;
}

/** What to serve with; what is generated is made here, at the start that needs it. */
export async function loadCertificates(tls: ReadTls, host: string): Promise<ServedTls> {
  if (tls === 'generate') {
    const { createCertificates } = await import('./certificates.js');
    // By the time of the machine, as clients judge it.
    return createCertificates(hostsOf(host), Date.now());
  }
  return { ...tls, authority: authorityIn(tls.cert) };
}

/** The last certificate where it signed itself; of one that another signed, clients trust the other alone. */
function authorityIn(chain: string): string | undefined {
  const last = chain.match(/-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----/gs)?.at(-1);
  if (last === undefined) return undefined;
  const certificate = new X509Certificate(last);
  return certificate.checkIssued(certificate) ? last : undefined;
}

function hostsOf(host: string): readonly string[] {
  const local = ['localhost', '127.0.0.1', '::1'];
  return isWildcard(host) ? local : [...new Set([host, ...local])];
}

function readPem(value: unknown, path: string): string {
  const text = value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : value;
  const remedy = 'Give it PEM, as the file holds it.';
  if (typeof text !== 'string')
    throw settingError(path, text === undefined ? 'missing' : 'neither text nor bytes', remedy);
  // Node takes none for an empty one, and would fail at each handshake.
  if (!text.includes('-----BEGIN ')) throw settingError(path, 'no PEM', remedy);
  return text;
}
