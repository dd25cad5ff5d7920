import { setImmediate } from 'node:timers/promises';
import type { Operation, Perform } from '../../lib/protocol/operations.js';

type Answer = (operation: Operation) => unknown;

/** A `perform` that keeps what it was given and answers at once; an answer that is an error is thrown. */
export function recordingPerform(answer: Answer = () => undefined) {
  const operations: Operation[] = [];
  const signals: (AbortSignal | undefined)[] = [];
  const perform = (operation: Operation, options: { readonly signal?: AbortSignal } = {}): Promise<unknown> => {
    operations.push(operation);
    signals.push(options.signal);
    const result = answer(operation);
    return result instanceof Error ? Promise.reject(result) : Promise.resolve(result);
  };
  return { operations, signals, perform: perform as Perform };
}

/** A `perform` whose calls stay under way until the spec ends them. */
export function heldPerform() {
  const started: Operation[] = [];
  const ends: ((error?: Error) => void)[] = [];
  const perform = (operation: Operation): Promise<unknown> => {
    started.push(operation);
    return new Promise<void>((resolve, reject) => {
      ends.push((error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  };
  /** Ends the call that was started as number `index`, and lets everything happen that follows. */
  const finish = async (index: number, error?: Error): Promise<void> => {
    const end = ends[index];
    if (!end) throw new Error(`only ${ends.length} calls have started`);
    end(error);
    await setImmediate();
  };
  return { started, finish, perform: perform as Perform };
}

/** The error of the SDK for an answer with this status, as far as anyone looks at it. */
export function serviceError(statusCode: number): Error & { readonly statusCode: number } {
  return Object.assign(new Error(`The service answered ${statusCode}`), { statusCode });
}

/** What a promise was rejected with; fails if it was not. */
export async function rejectionOf(promise: Promise<unknown>): Promise<Error & Record<string, unknown>> {
  try {
    await promise;
  } catch (error) {
    return error as Error & Record<string, unknown>;
  }
  throw new Error('the promise was not rejected');
}
