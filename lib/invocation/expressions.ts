import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.js';
import { createError } from '../errors.js';
import type { Expression, Template } from '../metadata/template.js';

/** What an expression can reach, by its first name. */
export type BindingValues = Readonly<Record<string, unknown>>;

/**
 * The text of a template in one invocation. A value is put in whole, as one literal.
 * @throws RequestError (400) naming an expression without a value, unless it ends in `?`.
 */
export function evaluate({ parts }: Template, values: BindingValues, clock: Clock): string {
  return parts.map((part) => (typeof part === 'string' ? part : valueOf(part, values, clock))).join('');
}

// A value inside a role must stay the name of one group: these characters would make it a pattern.
const wideningCharacters = /[*?\\]/;

/**
 * The text of a role.
 * @throws RequestError (400) for an empty value and one that would widen the role.
 */
export function evaluateRole({ parts }: Template, values: BindingValues, clock: Clock): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      const value = valueOf(part, values, clock);
      if (value === '' || wideningCharacters.test(value))
        throw createError('WPS_EXPRESSION_UNSAFE', { expression: part.source });
      return value;
    })
    .join('');
}

function valueOf(expression: Expression, values: BindingValues, clock: Clock): string {
  const { root, path, source, optional } = expression;
  const value =
    root.toLowerCase() === 'sys' ? systemValue(path, values, clock) : [root, ...path].reduce<unknown>(member, values);
  const text = toText(value);
  if (text === undefined || (text === '' && !optional)) {
    if (optional) return '';
    throw createError('WPS_EXPRESSION_EMPTY', { expression: source, optional: source.replace('}', '?}') });
  }
  return text;
}

/** A member by exact name, else by the same name in other letter case; own members only. */
function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Object.hasOwn(value, name)) return (value as Record<string, unknown>)[name];
  const other = Object.keys(value).find((key) => key.toLowerCase() === name.toLowerCase());
  return other === undefined ? undefined : (value as Record<string, unknown>)[other];
}

function systemValue([name]: readonly string[], values: BindingValues, clock: Clock): string | undefined {
  const wanted = name?.toLowerCase();
  if (wanted === 'randguid') return randomUUID();
  return wanted === 'utcnow' ? new Date(clock.now()).toISOString() : toText(values['methodName']);
}

// The first of several values, as a repeated query parameter or a claim has them; an object is no text.
function toText(value: unknown): string | undefined {
  const one: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof one === 'string') return one;
  return typeof one === 'number' || typeof one === 'boolean' ? String(one) : undefined;
}
