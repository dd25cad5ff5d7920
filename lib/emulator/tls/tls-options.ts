import { createSecureContext } from 'node:tls';
import { isWildcard } from '../address.js';
import { readObject, settingError } from '../settings-reader.js';
import type { Certificates } from './certificates.js';

/** A pair after it was read. */
interface GivenPair {
  readonly key: string;
  readonly cert: string;
}

/** A certificate of your own, for example one of mkcert; all as PEM. */
export interface TlsOptions {
  readonly key: string | Uint8Array;
  /** The certificate; those between it and its authority may follow. */
  readonly cert: string | Uint8Array;
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
  } catch {
    // Without a cause: it may tell of the key.
    const remedy = 'Give the private key, not encrypted, and the certificate that belongs to it, both as PEM.';
    throw settingError(path, 'no pair of a key and its certificate', remedy);
  }
  return given;
}

/** What to serve with; what is generated is made here, at the start that needs it. */
export async function loadCertificates(tls: ReadTls, host: string): Promise<Certificates> {
  if (tls === 'generate') {
    const { createCertificates } = await import('./certificates.js');
    // By the time of the machine, as clients judge it.
    return createCertificates(hostsOf(host), Date.now());
  }
  return { ...tls, authority: tls.cert };
}

function hostsOf(host: string): readonly string[] {
  const local = ['localhost', '127.0.0.1', '::1'];
  return isWildcard(host) ? local : [...new Set([host, ...local])];
}

function readPem(value: unknown, path: string): string {
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  throw settingError(
    path,
    value === undefined ? 'missing' : 'neither text nor bytes',
    'Give it PEM, as the file holds it.',
  );
}
