import { headerNames } from '../../protocol/header-names.js';
import { originMatches, parseOrigin, splitOrigins, type OriginHost } from '../../protocol/origin.js';
import { createDeadline, type Clock } from '../clock.js';
import type { CallHttp, HttpAnswer } from './http.js';
import { withRetry } from './retry.js';

export interface ValidationOptions {
  readonly clock: Clock;
  readonly callHttp: CallHttp;
  /** The emulator as `WebHook-Request-Origin` names it, and the port it listens on. */
  readonly origin: OriginHost;
}

interface Known {
  readonly allowed: boolean;
  readonly staleAt: number;
  readonly failures: number;
}

// official emulator: 10 s a method; good for 60 s; after a failure 1, 2, 4 … 60 s.
const checkMilliseconds = 10_000;
const validMilliseconds = 60_000;

/** Abuse protection of CloudEvents webhooks (4.1): an app is asked whether it wants events from this origin before it gets any. */
export class Validation {
  readonly #options: ValidationOptions;
  readonly #known = new Map<string, Known>();
  readonly #checks = new Map<string, Promise<boolean>>();

  constructor(options: ValidationOptions) {
    this.#options = options;
  }

  /** Whether events may go to a URL. Callers share one check; a good answer serves on while it is renewed. */
  async allows(url: string, signal: AbortSignal): Promise<boolean> {
    const known = this.#known.get(url);
    const isFresh = known !== undefined && this.#options.clock.now() < known.staleAt;
    if (known !== undefined && isFresh) return known.allowed;
    const check = this.#checks.get(url) ?? this.#begin(url, known?.failures ?? 0, signal);
    return known?.allowed === true ? true : check;
  }

  #begin(url: string, failures: number, signal: AbortSignal): Promise<boolean> {
    const check = this.#check(url, failures, signal);
    this.#checks.set(url, check);
    return check;
  }

  async #check(url: string, failures: number, signal: AbortSignal): Promise<boolean> {
    const allowed = await this.#ask(url, signal);
    this.#checks.delete(url);
    if (signal.aborted) return allowed;
    const pause = allowed ? validMilliseconds : Math.min(1000 * 2 ** failures, validMilliseconds);
    const staleAt = this.#options.clock.now() + pause;
    this.#known.set(url, { allowed, staleAt, failures: allowed ? 0 : failures + 1 });
    return allowed;
  }

  async #ask(url: string, signal: AbortSignal): Promise<boolean> {
    const options = await this.#request('OPTIONS', url, signal);
    const answer = options?.status === 404 ? await this.#request('GET', url, signal) : options;
    return answer !== undefined && this.#isAllowedBy(answer);
  }

  async #request(method: 'OPTIONS' | 'GET', url: string, signal: AbortSignal): Promise<HttpAnswer | undefined> {
    const { clock, callHttp, origin } = this.#options;
    const deadline = createDeadline(clock, checkMilliseconds, signal);
    const headers = { [headerNames.requestOrigin]: origin.hostname, [headerNames.awpsVersion]: '1.0' };
    try {
      return await withRetry(clock, deadline.signal, () => callHttp({ url, method, headers }, deadline.signal));
    } catch {
      return undefined;
    } finally {
      deadline.end();
    }
  }

  #isAllowedBy({ status, lines }: HttpAnswer): boolean {
    if (status < 200 || status > 299) return false;
    return lines(headerNames.allowedOrigin)
      .flatMap(splitOrigins)
      .some((allowed) => allowed === '*' || this.#isThisOrigin(allowed));
  }

  #isThisOrigin(allowed: string): boolean {
    const host = parseOrigin(allowed);
    return host !== undefined && originMatches(host, this.#options.origin);
  }
}
