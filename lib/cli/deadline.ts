import { setTimeout } from 'node:timers/promises';

/** How long a service or an app is waited for. */
export const patience = 15_000;

/** What comes in time, or else the error of `late`, which is told the seconds. */
export async function inTime<T>(
  work: Promise<T>,
  late: (seconds: string) => Error,
  milliseconds = patience,
): Promise<T> {
  const ending = new AbortController();
  const expire = async (): Promise<never> => {
    await setTimeout(milliseconds, undefined, { signal: ending.signal });
    throw late(`${String(milliseconds / 1000)} s`);
  };
  try {
    return await Promise.race([work, expire()]);
  } finally {
    ending.abort();
  }
}
