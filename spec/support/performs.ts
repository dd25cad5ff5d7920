import { setImmediate } from 'node:timers/promises';
import type { Operation, Perform } from '../../lib/protocol/operations.js';

type Answer = (operation: Operation) => unknown;

/** A `perform` that keeps what it was given and answers at once; an answer that is an error is thrown. */
export function recordingPerform(answer: Answer = () => undefined) {
  const operations: Operation[] = [];
  const perform = async (operation: Operation): Promise<unknown> => {
    operations.push(operation);
    const result = answer(operation);
    if (result instanceof Error) throw result;
    return result;
  };
  return { operations, perform: perform as Perform };
}

/** A `perform` whose calls stay under way until the spec ends them. */
export function heldPerform() {
  const started: Operation[] = [];
  const underWay = new Map<Operation, (error?: Error) => void>();
  const perform = (operation: Operation): Promise<unknown> => {
    started.push(operation);
    return new Promise<void>((resolve, reject) => {
      underWay.set(operation, (error) => (error ? reject(error) : resolve()));
    });
  };
  const finish = async (operation: Operation, error?: Error): Promise<void> => {
    underWay.get(operation)?.(error);
    underWay.delete(operation);
    await setImmediate();
  };
  return { started, underWay, finish, perform: perform as Perform };
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
