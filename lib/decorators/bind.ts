import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { HttpContext } from '../invocation/contexts/http-context.js';
import type { InvocationContext } from '../invocation/invocation-context.js';
import { readPlace } from '../metadata/place.js';
import { partName } from '../metadata/records.js';
import type { BindOptions, RecordOf } from '../metadata/records.js';
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
 * like are made of it, and so are decorators of your own. What it throws, or returns as an error, is what the function would have thrown.
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
  return bindPart(read, options);
}

/** The same for a part of which `key`, where it is given, names one value. */
export function bindPart(
  read: (context: never) => unknown,
  options: BindOptions,
  key?: RecordOf<'part'>['key'],
): PartDecoration<never> {
  return (...args: readonly unknown[]) => {
    const place = readPlace(partName(options) ?? '@Bind', args, ['parameter']);
    addRecord(place, { kind: 'part', read, options, ...(key === undefined ? {} : { key }) });
  };
}

/** The key among the arguments of a decorator: one without a value, as a misspelt constant is, was given all the same. */
export function keyOf(option: string, said: readonly unknown[]): RecordOf<'part'>['key'] {
  return said.length === 0 ? undefined : { option, value: said[0] };
}
