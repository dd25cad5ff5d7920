import { createError } from '../errors.js';
import type { EventTrigger, HttpRoute, PartBinding } from './definition.js';
import { describeValue, isListOf, oneOf, readOptions, requireText, rules } from './options.js';
import type { OptionRules } from './options.js';
import { decoratorOf } from './records.js';
import type { ContextKind, RecordOf } from './records.js';
import type { BindingPlace } from './service-bindings.js';

const contextKinds: readonly ContextKind[] = ['connect', 'connected', 'disconnected', 'user', 'joined', 'left', 'http'];
const isKind = oneOf(contextKinds);

const partRules: OptionRules = {
  name: rules.text,
  on: {
    accepts: (value) => isListOf(value, isKind.accepts) && value.length > 0,
    expected: `an array of ${isKind.expected}`,
  },
  schema: {
    accepts: isStandardSchema,
    expected: 'a Standard Schema validator, such as one of zod, valibot or arktype',
  },
};

/**
 * What `@Bind`, or a decorator made of it, means.
 * @throws ConfigurationError when the context of the trigger has no such part.
 */
export function toPartBinding(record: RecordOf<'part'>, place: BindingPlace): PartBinding {
  const { read, options: said, key } = record;
  const name = decoratorOf(record);
  const { on, schema } = readOptions(said, partRules, name, place.where);
  if (typeof read !== 'function') throw noFunction(read, name, place.where);
  if (key !== undefined) requireText(key.value, key.option, name, place.where);
  const kind = kindOf(place.trigger);
  if (on !== undefined && !on.includes(kind)) throw misplaced(name, on, kind, place.where);
  return { kind: 'part', name, read, ...(schema === undefined ? {} : { schema }) };
}

function kindOf(trigger: EventTrigger | HttpRoute): ContextKind {
  if (trigger.kind === 'http') return 'http';
  // The names of system and group events were judged when the trigger was read.
  return trigger.eventType === 'user' ? 'user' : (trigger.eventName as ContextKind);
}

// A validator may be a function that carries its methods, as those of arktype are.
function isStandardSchema(value: unknown): boolean {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return false;
  const standard = (value as { readonly '~standard'?: { readonly validate?: unknown } })['~standard'];
  return typeof standard?.validate === 'function';
}

const inWords: Readonly<Record<ContextKind, string>> = {
  connect: 'connect',
  connected: 'connected',
  disconnected: 'disconnected',
  user: 'a user event',
  joined: 'joined of a group',
  left: 'left of a group',
  http: 'an HTTP request',
};

function misplaced(decorator: string, on: readonly ContextKind[], kind: ContextKind, where: string): Error {
  return createError('WPS_BINDING_MISPLACED', {
    where,
    decorator,
    problem: `has nothing to read on a function that is started by ${inWords[kind]}`,
    remedy: `It reads from ${on.map((one) => inWords[one]).join(', ')}.`,
  });
}

function noFunction(read: unknown, owner: string, where: string): Error {
  const details = { where, owner, option: 'read', problem: describeValue(read), expected: 'a function of the context' };
  return createError('WPS_OPTION_INVALID', details);
}
