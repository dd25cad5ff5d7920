import type { Clock } from '../../clock.js';
import { isError } from '../../errors.js';
import { wait } from '../deadline.js';
import type { HttpAnswer } from './http.js';

// official emulator: four attempts; 429, other 4xx, timeouts and cancellation are final.
const servicePauses: readonly number[] = [1000, 3000, 5000];

export interface Repeats {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Milliseconds before each repeat; none without them. Those of the service unless said. */
  readonly pauses?: readonly number[] | undefined;
}

/** Repeats a call after 408, 5xx and network errors; what the last attempt gave counts. */
export async function withRetry(
  { clock, signal, pauses = servicePauses }: Repeats,
  attempt: () => Promise<HttpAnswer>,
): Promise<HttpAnswer> {
  for (const pause of pauses) {
    const answer = await tryOnce(attempt, signal);
    if (answer !== undefined && !isTransient(answer.status)) return answer;
    await wait(clock, pause, signal);
    signal.throwIfAborted();
  }
  return attempt();
}

async function tryOnce(attempt: () => Promise<HttpAnswer>, signal: AbortSignal): Promise<HttpAnswer | undefined> {
  try {
    return await attempt();
  } catch (error) {
    if (signal.aborted || !isNetworkError(error)) throw error;
    return undefined;
  }
}

function isTransient(status: number): boolean {
  return status === 408 || status >= 500;
}

/** Node and undici name what happens to a connection by a `code`; a refused header or an oversize answer is no such thing. */
function isNetworkError(error: unknown): boolean {
  const code = isError(error) && 'code' in error ? String(error.code) : '';
  return code !== '' && code !== 'UND_ERR_INVALID_ARG' && code !== 'UND_ERR_ABORTED';
}
