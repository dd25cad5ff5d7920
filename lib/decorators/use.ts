import type { Middleware } from '../invocation/middleware.js';
import { readPlace } from '../metadata/place.js';
import { addRecord } from '../metadata/store.js';
import type { MemberName, Method } from './fit.js';

/** Stands on a class, for all its functions, or on a method. */
export interface UseDecoration {
  (target: abstract new (...args: never[]) => object): void;
  <M extends Method>(target: object, member: MemberName, descriptor: TypedPropertyDescriptor<M>): void;
}

/**
 * Puts middleware around a function, or around all functions of a class: the first one stands outermost.
 *
 * @example
 * \@Use(async (context, next) => {
 *   if (context instanceof InvocationContext && context.userId === undefined) throw new UnauthorizedError();
 *   return next();
 * })
 */
export function Use(...middleware: readonly Middleware[]): UseDecoration {
  return (...args: readonly unknown[]) => {
    addRecord(readPlace('@Use', args, ['class', 'method']), { kind: 'use', middleware });
  };
}
