import { setMaxListeners } from 'node:events';
import type { Clock } from '../clock.js';

/** Resolves after a while, or at once when the signal is aborted; it never rejects. */
export function wait(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = (): void => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = clock.after(milliseconds, end);
    signal.addEventListener('abort', end);
  });
}

/** A signal that is aborted after a while or with any other signal; `end` lets go of all of them. */
export interface Deadline {
  readonly signal: AbortSignal;
  end(): void;
}

// AbortSignal.any would leave something behind on a signal that outlives many deadlines.
export function createDeadline(clock: Clock, milliseconds: number, ...signals: readonly AbortSignal[]): Deadline {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const expire = (): void => controller.abort(new Error(`there was none within ${milliseconds / 1000} s`));
  const cancel = clock.after(milliseconds, expire);
  for (const signal of signals) {
    if (signal.aborted) abort();
    setMaxListeners(0, signal);
    signal.addEventListener('abort', abort);
  }
  return {
    signal: controller.signal,
    end() {
      cancel();
      for (const signal of signals) signal.removeEventListener('abort', abort);
    },
  };
}
