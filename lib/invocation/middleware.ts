import { createError } from '../errors.js';
import type { AnyMiddleware } from '../metadata/records.js';
import type { HttpContext } from './contexts/http-context.js';
import type { InvocationContext } from './invocation-context.js';

/** Goes on to the next middleware, and at last to the function; resolves to what the method returned once its outputs were taken. */
export type Next = () => Promise<unknown>;

/**
 * Code around a function: authorization, error mapping, tracing. What it returns or throws is what the caller is answered with.
 * A check that may refuse stands before `next()`.
 */
export type Middleware<C = InvocationContext | HttpContext> = (context: C, next: Next) => unknown;

/** Runs middleware from the first to the last around `run`. */
export function compose(
  middleware: readonly AnyMiddleware[],
  context: InvocationContext | HttpContext,
  run: Next,
  where: string,
): Promise<unknown> {
  const dispatch = async (index: number): Promise<unknown> => {
    const current = middleware[index];
    if (current === undefined) return run();
    let called = false;
    // @Use was typed where it was written, so the context that arrives here is the one it asked for.
    return current(context as never, () => {
      if (called) return Promise.reject(createError('WPS_NEXT_TWICE', { where }));
      called = true;
      return dispatch(index + 1);
    });
  };
  return dispatch(0);
}
