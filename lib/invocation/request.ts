import { createError } from '../errors.js';

/** Header lines in the order they came, a repeated name once for each line. Names in any letter case. */
export type HeaderPairs = readonly (readonly [name: string, value: string])[];

/**
 * Reads a body of at most `limit` bytes.
 * @throws RequestError (`WPS_BODY_TOO_LARGE`) as soon as there is more.
 */
export type BodyReader = (limit: number) => Promise<Uint8Array>;

/** A request in no framework's words: what `host.handle` takes. */
export interface HostRequest {
  readonly method: string;
  /** Path and query, as on the request line. */
  readonly url: string;
  readonly headers: HeaderPairs;
  /** The same headers flat, as Node has them. A door that has them so gives both, and makes the pairs only when they are asked for. */
  readonly rawHeaders?: readonly string[];
  /** A reader is called only once the request was verified. */
  readonly body?: Uint8Array | string | BodyReader | undefined;
  /** What earlier middleware knows of the request, read by `{state.…}`. Default: nothing. */
  readonly state?: unknown;
  /** Who the platform in front of the app says the caller is, where the door trusts it. */
  readonly principal?: { readonly userId?: string };
  /** The HTTP function that the door's router found; without it, events are found by path. */
  readonly matched?: { readonly functionName: string; readonly params: Readonly<Record<string, string>> };
}

/** An answer in no framework's words. */
export interface HostResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array;
}

/** The body's bytes, bounded. */
export async function readBody(request: HostRequest, limit: number): Promise<Buffer> {
  return bounded(await bytesOf(request, limit), limit);
}

/** What `bounded` has to judge; a reader may have read more than it was told to. */
export function bytesOf({ body }: HostRequest, limit: number): Uint8Array | Promise<Uint8Array> {
  return typeof body === 'function' ? body(limit) : Buffer.from(body ?? '');
}

/** @throws RequestError (`WPS_BODY_TOO_LARGE`) for more than `limit` bytes. */
export function bounded(bytes: Uint8Array, limit: number): Buffer {
  if (bytes.byteLength > limit) throw createError('WPS_BODY_TOO_LARGE', { limit });
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Header lines as an object: names in lower case, repeated lines joined by a comma. */
export function headersOf(pairs: HeaderPairs): Readonly<Record<string, string>> {
  return headersOfRaw(pairs.flat());
}

/** The same of header lines as Node has them. */
export function headersOfRaw(rawHeaders: readonly string[]): Readonly<Record<string, string>> {
  const headers: Record<string, string> = Object.create(null) as Record<string, string>;
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const key = (rawHeaders[at] ?? '').toLowerCase();
    const value = rawHeaders[at + 1] ?? '';
    const earlier = headers[key];
    headers[key] = earlier === undefined ? value : `${earlier}, ${value}`;
  }
  return headers;
}

/** Header lines flat: a name, its value, the next name. */
export function rawHeadersOf(request: HostRequest): readonly string[] {
  return request.rawHeaders ?? request.headers.flat();
}

/** The path of a request line, as {@link splitUrl} has it; without making anything of the query. */
export function pathOf(url: string): string {
  if (!url.startsWith('/')) return splitUrl(url).path;
  const end = url.indexOf('?');
  return end < 0 ? url : url.slice(0, end);
}

/** Path and query of a request line, also of one in absolute form. The path stays percent-encoded. */
export function splitUrl(url: string): { readonly path: string; readonly query: URLSearchParams } {
  const start = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(url)?.[0].length ?? 0;
  const [path = '', ...rest] = url.slice(start).split('?');
  return { path: path === '' ? '/' : path, query: new URLSearchParams(rest.join('?')) };
}
