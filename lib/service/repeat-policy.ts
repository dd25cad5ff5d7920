import type { WebPubSubServiceClientOptions } from '@azure/web-pubsub';
import { isError } from '../errors.js';
import { systemClock } from '../clock.js';
import type { Clock } from '../clock.js';

/** A step of the SDK's pipeline, in the SDK's own type. */
export type PipelinePolicy = NonNullable<WebPubSubServiceClientOptions['additionalPolicies']>[number]['policy'];
type PipelineRequest = Parameters<PipelinePolicy['sendRequest']>[0];
type PipelineResponse = Awaited<ReturnType<PipelinePolicy['sendRequest']>>;
type AbortSignalLike = NonNullable<PipelineRequest['abortSignal']>;
type Attempt = { readonly response: PipelineResponse } | { readonly error: unknown };

export interface RepeatOptions {
  /** How often a request is repeated. */
  readonly repeats?: number;
  /** Milliseconds before the first repetition; each further one doubles them. */
  readonly firstDelay?: number;
  /** From 0 to 1, spreads repetitions of many clients. */
  readonly random?: () => number;
  readonly clock?: Clock;
}

/** A service that asks for more patience than this gets none: the caller hears of it instead. */
const longestDelay = 30_000;
const throttled: ReadonlySet<number> = new Set([429, 503]);
const transient: ReadonlySet<number> = new Set([408, 500, 502, 504]);

/**
 * The only layer of repetition. PUT, DELETE, HEAD and GET may arrive twice without harm. A POST (a send) might be delivered
 * twice, so it is repeated only where it surely was not taken: after 429, 503 or a refused connection.
 */
export function repeatPolicy({
  repeats = 3,
  firstDelay = 200,
  random = Math.random,
  clock = systemClock,
}: RepeatOptions = {}): PipelinePolicy {
  return {
    name: 'webPubSubRepeatPolicy',
    async sendRequest(request, next) {
      for (let repetition = 0; ; repetition += 1) {
        const attempt = await tryOnce(request, next);
        const delay = delayOf(attempt, clock) ?? firstDelay * 2 ** repetition * (0.5 + random() / 2);
        const isLast = repetition >= repeats || delay > longestDelay || !mayRepeat(request, attempt);
        if (isLast) return settle(attempt);
        await pause(clock, delay, request.abortSignal);
        if (request.abortSignal?.aborted) return settle(attempt);
      }
    },
  };
}

async function tryOnce(request: PipelineRequest, next: Parameters<PipelinePolicy['sendRequest']>[1]): Promise<Attempt> {
  try {
    return { response: await next(request) };
  } catch (error) {
    return { error };
  }
}

function mayRepeat({ method, abortSignal }: PipelineRequest, attempt: Attempt): boolean {
  if (abortSignal?.aborted) return false;
  if ('error' in attempt) {
    const code = codeOf(attempt.error);
    return code === 'ECONNREFUSED' || (method !== 'POST' && code !== undefined);
  }
  const { status } = attempt.response;
  return throttled.has(status) || (method !== 'POST' && transient.has(status));
}

// Errors of the network have a code; an abort has another name, and Node calls faults of the program ERR_….
function codeOf(error: unknown): string | undefined {
  if (!isError(error) || error.name === 'AbortError' || !('code' in error)) return undefined;
  return typeof error.code === 'string' && !error.code.startsWith('ERR_') ? error.code : undefined;
}

/** `Retry-After` in seconds or as a date, or one of the forms in milliseconds that Azure services use. */
function delayOf(attempt: Attempt, clock: Clock): number | undefined {
  if ('error' in attempt || !throttled.has(attempt.response.status)) return undefined;
  const { headers } = attempt.response;
  const milliseconds = headers.get('retry-after-ms') ?? headers.get('x-ms-retry-after-ms');
  if (milliseconds !== undefined) return asDelay(Number(milliseconds));
  const seconds = headers.get('retry-after');
  if (seconds === undefined) return undefined;
  return asDelay(/^\s*\d+\s*$/.test(seconds) ? Number(seconds) * 1_000 : Date.parse(seconds) - clock.now());
}

function asDelay(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : Math.max(0, value);
}

function settle(attempt: Attempt): PipelineResponse {
  if ('error' in attempt) throw attempt.error;
  return attempt.response;
}

function pause(clock: Clock, milliseconds: number, signal: AbortSignalLike | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      cancel();
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.after(milliseconds, end);
    signal?.addEventListener('abort', end);
    if (signal?.aborted) end();
  });
}
