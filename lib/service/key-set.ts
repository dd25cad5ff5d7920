import type { JWTVerifyGetKey } from 'jose';
import { systemClock } from '../clock.js';
import type { Clock } from '../clock.js';
import { createError } from '../errors.js';

const minute = 60_000;
/** Entra publishes a key long before it signs with it; one it has taken back is believed no longer than this. */
const cacheMaxAge = 12 * 60 * minute;
/** A token with a key that nobody knows makes the set be fetched again, but not more often than this. */
const cooldownDuration = minute / 2;
/** After a failure nothing is fetched for this long, whatever arrives. */
const pause = 5_000;
const timeoutDuration = 5_000;
/** Bytes; the sets of Entra have some ten thousand. */
const sizeLimit = 512 * 1_024;

interface Failure {
  readonly error: Error;
  readonly until: number;
}

/** The public keys of an issuer: fetched when they are first needed, and kept. */
export class KeySet {
  readonly #url: URL;
  readonly #clock: Pick<Clock, 'now'>;
  #load: Promise<JWTVerifyGetKey> | undefined;
  #failure: Failure | undefined;

  /** How long a set is kept is measured by jose, in the machine's time; the pause after a failure by the clock. */
  constructor(url: URL, clock: Pick<Clock, 'now'> = systemClock) {
    this.#url = url;
    this.#clock = clock;
  }

  /**
   * The key of a token, for jose.
   * @throws RequestError (503) when the set cannot be had, so that the service repeats the event; jose's error when it has no such key.
   */
  readonly find: JWTVerifyGetKey = async (header, token) => {
    const keys = await (this.#load ??= this.#create());
    try {
      return await keys(header, token);
    } catch (error) {
      if (isOfToken(error)) throw error;
      throw this.#failed(error);
    }
  };

  async #create(): Promise<JWTVerifyGetKey> {
    const { createRemoteJWKSet, customFetch } = await import('jose');
    const options = { cacheMaxAge, cooldownDuration, timeoutDuration };
    return createRemoteJWKSet(this.#url, {
      ...options,
      [customFetch]: (url: string, init: RequestInit) => this.#fetch(url, init),
    });
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    if (this.#failure !== undefined && this.#clock.now() < this.#failure.until) throw this.#failure.error;
    return fetchBounded(url, init);
  }

  #failed(error: unknown): Error {
    const earlier = this.#failure?.error;
    // Many events may wait for one fetch, and fail with it.
    if (earlier !== undefined && (earlier === error || earlier.cause === error)) return earlier;
    const [url, time] = [this.#url.href, new Date(this.#clock.now()).toISOString()];
    const made = createError('WPS_TOKEN_KEYS', { url, time, problem: problemOf(error) }, { cause: error });
    this.#failure = { error: made, until: this.#clock.now() + pause };
    return made;
  }
}

// What is wrong with the token and not with the set. Source: the codes of jose.
const codesOfToken: ReadonlySet<unknown> = new Set([
  'ERR_JWKS_NO_MATCHING_KEY',
  'ERR_JWKS_MULTIPLE_MATCHING_KEYS',
  'ERR_JOSE_NOT_SUPPORTED',
]);

function isOfToken(error: unknown): boolean {
  return codesOfToken.has((error as { readonly code?: unknown }).code);
}

// fetch says only that it failed; its cause says how.
function problemOf(error: unknown): string {
  const { cause, message } = error as Error;
  const { code, message: reason } = (cause ?? {}) as Partial<NodeJS.ErrnoException>;
  return code ?? reason ?? message.replace(/\.$/, '');
}

async function fetchBounded(url: string, init: RequestInit): Promise<Response> {
  const { status, body } = await fetch(url, init);
  if (status !== 200 || body === null) {
    await body?.cancel();
    throw new Error(`the answer had status ${status}`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > sizeLimit) throw new Error(`the answer is over ${sizeLimit} bytes`);
    chunks.push(chunk);
  }
  return new Response(Buffer.concat(chunks, size));
}
