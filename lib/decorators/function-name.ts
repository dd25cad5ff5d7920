import { readPlace } from '../metadata/place.js';
import { addRecord } from '../metadata/store.js';
import type { MemberName, Method } from './fit.js';

/** Stands on a method. */
export type MethodDecoration = <M extends Method>(
  target: object,
  member: MemberName,
  descriptor: TypedPropertyDescriptor<M>,
) => void;

/**
 * Names a function. With a trigger that has no arguments, `<hub>-<event>` is the event it answers; the first `-` divides.
 * Default: `Class.method`.
 *
 * @example
 * \@FunctionName('chathub-message')
 * \@WebPubSubTrigger()
 * broadcast(context: UserEventContext) {}
 */
export function FunctionName(name: string): MethodDecoration {
  return (...args) => {
    addRecord(readPlace('@FunctionName', args, ['method']), { kind: 'functionName', name });
  };
}
