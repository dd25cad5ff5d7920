import { clearTimeout, setTimeout } from '../emulator/real-time.js';

/** What a wait is begun with. */
export interface Wait<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

export interface Bound {
  readonly milliseconds: number;
  /** What is said when time is over. */
  readonly late: () => string;
}

/**
 * A promise with a bound, which keeps the process alive meanwhile. Its errors have the stack of whoever waits: that of the timer or the socket
 * they come from leads nowhere.
 */
export function within<T>({ milliseconds, late }: Bound, begin: (wait: Wait<T>) => void): Promise<T> {
  const at: { stack?: string } = {};
  Error.captureStackTrace(at, within);
  return new Promise<T>((resolve, reject) => {
    const fail = (error: Error): void => {
      clearTimeout(timer);
      reject(withStack(error, at.stack ?? ''));
    };
    const timer = setTimeout(() => fail(new Error(late())), milliseconds);
    const succeed = (value: T): void => {
      clearTimeout(timer);
      resolve(value);
    };
    begin({ resolve: succeed, reject: fail });
  });
}

function withStack(error: Error, stack: string): Error {
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  error.stack = [`${error.name}: ${error.message}`, ...frames].join('\n');
  return error;
}
