import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { UserEventContext } from '../invocation/contexts/user-event-context.js';
import { bindPart } from './bind.js';
import type { PartDecoration } from './bind.js';

/**
 * What the client sent: a string for `text`, a JSON value for `json`, a Buffer for `binary` and `protobuf`. With a Standard Schema
 * validator (zod, valibot, arktype …) the parameter takes what that makes of it; what it refuses is answered 400 with its issues.
 *
 * @example
 * \@WebPubSubTrigger('chathub', 'user', 'say')
 * say(\@Data(z.object({ text: z.string().max(200) })) said: { text: string }) {}
 */
export function Data<S extends StandardSchemaV1>(schema: S): PartDecoration<StandardSchemaV1.InferOutput<S>>;
// Which type the client sends is for its author to say, as with UserEventContext<TData>.
export function Data(): PartDecoration<never>;
export function Data(...said: readonly unknown[]): PartDecoration<never> {
  const read = ({ data }: UserEventContext<unknown, unknown>) => data;
  // A schema that is undefined, as one of a circular import is, must not let everything through: it counts as given, and is refused.
  const given = said.length === 0 ? {} : { schema: (said[0] ?? null) as StandardSchemaV1 };
  return bindPart(read, { name: '@Data', on: ['user'], ...given });
}
