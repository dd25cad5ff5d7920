import type { Middleware as KoaMiddleware } from 'koa';
import { readPlace } from '../metadata/place.js';
import type { HttpTriggerOptions as HttpTriggerRecordOptions } from '../metadata/records.js';
import { addRecord } from '../metadata/store.js';
import type { FitsHttp, MemberName, Method } from './fit.js';

/** Which HTTP requests start a function. */
export interface HttpTriggerOptions extends Omit<HttpTriggerRecordOptions, 'use'> {
  /** Koa middleware of this route, before the function. */
  readonly use?: KoaMiddleware | readonly KoaMiddleware[];
}

/** Stands on a method that takes an HTTP request. */
export type HttpTriggerDecoration = <T, M extends Method>(
  target: T & FitsHttp<T, M>,
  member: MemberName,
  descriptor: TypedPropertyDescriptor<M>,
) => void;

/**
 * Starts a function on an HTTP request. Its first parameter is an `HttpContext` unless it has a binding of its own.
 *
 * @example
 * \@HttpTrigger({ methods: ['get'], route: 'users/{id}' })
 * user(context: HttpContext) {}
 */
export function HttpTrigger(options: HttpTriggerOptions = {}): HttpTriggerDecoration {
  return (...args) => {
    addRecord(readPlace('@HttpTrigger', args, ['method']), {
      kind: 'httpTrigger',
      options,
    });
  };
}
