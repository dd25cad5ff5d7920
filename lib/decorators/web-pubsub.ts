import { readPlace } from '../metadata/place.js';
import type { OutputOptions } from '../metadata/records.js';
import { addRecord } from '../metadata/store.js';
import type { AsyncCollector } from '../outputs/async-collector.js';
import type { Binds } from './defined.js';
import type { FitsOutput, MemberName, Method, Placed } from './fit.js';

/** Stands on a parameter that takes an `AsyncCollector`, or on a method that returns what can be sent. */
export type OutputDecoration = (<T, const K extends MemberName, I extends number = never, M extends Method = never>(
  target: T & FitsOutput<T, K, I, M>,
  member: K,
  place: Placed<I, M>,
) => void) &
  Binds<AsyncCollector>;

/**
 * Sends to the service. On a parameter it is an `AsyncCollector`; on a method the return value is sent, an array item by item.
 *
 * @example
 * \@WebPubSubTrigger()
 * async join(context: UserEventContext, \@WebPubSub() out: AsyncCollector) {
 *   await out.add({ message: 'hello' });
 * }
 */
export function WebPubSub(options: OutputOptions = {}): OutputDecoration {
  return (...args) => {
    addRecord(readPlace('@WebPubSub', args, ['method', 'parameter']), { kind: 'output', options });
  };
}
