import { headerNames } from '../../protocol/header-names.js';
import { originMatches, parseOrigin, splitOrigins, type OriginHost } from '../../protocol/origin.js';
import type { Clock } from '../../clock.js';
import type { Observer } from '../tap/observer.js';
import { createDeadline } from '../deadline.js';
import type { CallHttp, HttpAnswer } from './http.js';
import { describeNoAnswer, withoutQuery } from './no-answer.js';
import { withRetry, type Repeats } from './retry.js';
import { isSuccess } from './answer-status.js';

export interface ValidationOptions {
  readonly clock: Clock;
  readonly callHttp: CallHttp;
  /** The emulator as `WebHook-Request-Origin` names it, and the port it listens on. */
  readonly origin: OriginHost;
  readonly observer?: Observer;
  /** As for {@link Repeats}. */
  readonly repeatPauses?: readonly number[] | undefined;
}

interface Known {
  readonly problem: string | undefined;
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
  readonly #checks = new Map<string, Promise<string | undefined>>();

  constructor(options: ValidationOptions) {
    this.#options = options;
  }

  /** Why events may not go to a URL, or undefined. Callers share one check; a good answer serves on while it is renewed. */
  async problemOf(url: string, signal: AbortSignal): Promise<string | undefined> {
    const known = this.#known.get(url);
    if (known !== undefined && this.#options.clock.now() < known.staleAt) {
      this.#tell(url, known.problem, true);
      return known.problem;
    }
    const check = this.#checks.get(url) ?? this.#begin(url, known?.failures ?? 0, signal);
    return known !== undefined && known.problem === undefined ? undefined : check;
  }

  #begin(url: string, failures: number, signal: AbortSignal): Promise<string | undefined> {
    const check = this.#check(url, failures, signal);
    this.#checks.set(url, check);
    return check;
  }

  async #check(url: string, failures: number, signal: AbortSignal): Promise<string | undefined> {
    const problem = await this.#ask(url, signal);
    this.#checks.delete(url);
    this.#tell(url, problem, false);
    if (signal.aborted) return problem;
    const isAllowed = problem === undefined;
    const pause = isAllowed ? validMilliseconds : Math.min(1000 * 2 ** failures, validMilliseconds);
    const staleAt = this.#options.clock.now() + pause;
    this.#known.set(url, { problem, staleAt, failures: isAllowed ? 0 : failures + 1 });
    return problem;
  }

  #tell(url: string, problem: string | undefined, isCached: boolean): void {
    const { observer } = this.#options;
    if (!observer?.isOn) return;
    const why = problem ?? 'it wants events from this origin';
    observer.record('event.validation', { url: withoutQuery(url), isCached, isAllowed: problem === undefined, why });
  }

  async #ask(url: string, signal: AbortSignal): Promise<string | undefined> {
    try {
      const options = await this.#request('OPTIONS', url, signal);
      const answer = options.status === 404 ? await this.#request('GET', url, signal) : options;
      return this.#problemOfAnswer(answer, withoutQuery(url));
    } catch (error) {
      return describeNoAnswer(url, error);
    }
  }

  async #request(method: 'OPTIONS' | 'GET', url: string, signal: AbortSignal): Promise<HttpAnswer> {
    const { clock, callHttp, origin, repeatPauses: pauses } = this.#options;
    const deadline = createDeadline(clock, checkMilliseconds, signal);
    const headers = { [headerNames.requestOrigin]: origin.hostname, [headerNames.awpsVersion]: '1.0' };
    const repeats: Repeats = { clock, signal: deadline.signal, pauses };
    try {
      return await withRetry(repeats, () => callHttp({ url, method, headers }, deadline.signal));
    } finally {
      deadline.end();
    }
  }

  #problemOfAnswer({ status, lines }: HttpAnswer, url: string): string | undefined {
    if (!isSuccess(status)) return `${url} answered ${status} when it was asked whether it wants events`;
    const allowed = lines(headerNames.allowedOrigin).flatMap(splitOrigins);
    if (allowed.some((origin) => origin === '*' || this.#isThisOrigin(origin))) return undefined;
    const { hostname } = this.#options.origin;
    return `${url} did not allow the origin ${hostname}: its WebHook-Allowed-Origin is "${allowed.join(', ')}"`;
  }

  #isThisOrigin(allowed: string): boolean {
    const host = parseOrigin(allowed);
    return host !== undefined && originMatches(host, this.#options.origin);
  }
}
