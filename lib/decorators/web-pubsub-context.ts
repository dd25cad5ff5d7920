import type { ServiceRequest } from '../invocation/service-request.js';
import { readPlace } from '../metadata/place.js';
import type { ContextOptions } from '../metadata/records.js';
import { addRecord } from '../metadata/store.js';
import type { Binds } from './defined.js';
import type { FitsServiceRequest, MemberName } from './fit.js';

/** Stands on a parameter that takes a `WebPubSubContext`. */
export type ContextDecoration = (<T, const K extends MemberName, I extends number>(
  target: T & FitsServiceRequest<T, K, I>,
  member: K,
  index: I,
) => void) &
  Binds<WebPubSubContext>;

/** A request of the service on an HTTP route of the user's own, read and verified. */
export interface WebPubSubContext extends ServiceRequest {}

/**
 * Reads and verifies a request of the service on an HTTP route of the user's own. The function runs in every case and returns `response`.
 *
 * @example
 * \@HttpTrigger({ methods: ['options', 'post'], route: 'events' })
 * events(\@WebPubSubContext() service: WebPubSubContext) {
 *   return service.response;
 * }
 */
export function WebPubSubContext(options: ContextOptions = {}): ContextDecoration {
  return (...args) => {
    addRecord(readPlace('@WebPubSubContext', args, ['parameter']), { kind: 'context', options });
  };
}
