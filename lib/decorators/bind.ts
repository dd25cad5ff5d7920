import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { HttpContext } from '../invocation/contexts/http-context.js';
import type { InvocationContext } from '../invocation/invocation-context.js';
import { readPlace } from '../metadata/place.js';
import type { BindOptions } from '../metadata/records.js';
import { addRecord } from '../metadata/store.js';
import type { Binds } from './defined.js';
import type { FitsPart, MemberName } from './fit.js';

/** Stands on a parameter that takes a `V`. */
export type PartDecoration<V> = (<T, const K extends MemberName, I extends number>(
  target: T & FitsPart<T, K, I, V>,
  member: K,
  index: I,
) => void) &
  Binds<V>;

// A method's parameter may be narrower than its type says, which is what a reader of one event's context needs.
interface Reads<V> {
  from(context: InvocationContext<unknown> | HttpContext): V;
}
/** What reads a part of a context; `(context: ConnectContext) => …` says of which. */
export type PartReader<V> = Reads<V>['from'];

/** Options with a validator, whose result the parameter takes. */
export type SchemaOptions<S extends StandardSchemaV1> = BindOptions & { readonly schema: S };

/**
 * Hands a parameter what a function reads from the context: the value, or what its promise resolves to. `@Data()`, `@UserId()` and the
 * like are made of it, and so are decorators of your own. What it throws is what the function would have thrown.
 *
 * @example
 * const Tenant = () => Bind((context: ConnectContext) => context.claims['tid']?.[0], { name: '\@Tenant', on: ['connect'] });
 */
export function Bind<S extends StandardSchemaV1>(
  read: PartReader<unknown>,
  options: SchemaOptions<S>,
): PartDecoration<StandardSchemaV1.InferOutput<S>>;
export function Bind<V>(read: PartReader<V>, options?: BindOptions): PartDecoration<Awaited<V>>;
export function Bind(read: (context: never) => unknown, options: BindOptions = {}): PartDecoration<unknown> {
  return (...args: readonly unknown[]) => {
    addRecord(readPlace(options.name ?? '@Bind', args, ['parameter']), { kind: 'part', read, options });
  };
}
