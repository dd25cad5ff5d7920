import { createError, type OutputError } from '../errors.js';
import { isBytes } from './bytes.js';
import { isGroupName, isPathName, isWholeText } from '../protocol/names.js';

type Optional<K extends string, V> = Readonly<Partial<Record<K, V>>>;

/** Reads the fields of one output; every refusal names the field and the kind. Only own keys count. */
export class Fields {
  /** What errors call the output, for example `MessageData` or `sendToGroup`. */
  readonly kind: string;
  readonly #item: Readonly<Record<string, unknown>>;

  constructor(kind: string, item: object) {
    this.kind = kind;
    this.#item = item as Readonly<Record<string, unknown>>;
  }

  /** Whether the key is there, whatever its value. */
  has(field: string): boolean {
    return Object.hasOwn(this.#item, field);
  }

  /** Whether an optional field has a value: one that is `undefined` counts as left out. */
  isGiven(field: string): boolean {
    return this.value(field) !== undefined;
  }

  value(field: string): unknown {
    return this.has(field) ? this.#item[field] : undefined;
  }

  text(field: string, expected = 'a text that is not empty'): string {
    const value = this.value(field);
    if (typeof value !== 'string' || value === '') throw this.refuse(field, this.#problem(field), expected);
    return this.#whole(field, value);
  }

  /** The id of a user or connection, which becomes part of a path: `..` would reach other people than those that were meant. */
  id(field: string): string {
    const expected = 'an id: a text that is not empty and neither "." nor ".."';
    const value = this.text(field, expected);
    if (!isPathName(value)) throw this.refuse(field, 'not an id that the service can be called with', expected);
    return value;
  }

  group(field: string): string {
    const expected = 'the name of a group: 1 to 1024 characters that are not all white space, and neither "." nor ".."';
    const value = this.text(field, expected);
    if (!isGroupInPath(value)) throw this.refuse(field, 'not the name of a group', expected);
    return value;
  }

  groups(field: string): readonly string[] {
    const value = this.value(field);
    const expected = 'one or more names of groups';
    if (!isTexts(value) || value.length === 0) throw this.refuse(field, this.#problem(field), expected);
    if (!value.every(isGroupInPath)) throw this.refuse(field, 'not a list of names of groups', expected);
    return [...value];
  }

  /** The allowed name in its own spelling, whatever the letter case of the value. */
  oneOf<V extends string>(field: string, allowed: readonly V[]): V {
    const value = this.value(field);
    const expected = `one of ${allowed.join(', ')}`;
    if (typeof value !== 'string') throw this.refuse(field, this.#problem(field), expected);
    const found = allowed.find((name) => name.toLowerCase() === value.toLowerCase());
    if (found === undefined) throw this.refuse(field, `"${value.slice(0, 40)}"`, expected);
    return found;
  }

  optionalText<K extends string>(field: K): Optional<K, string> {
    return optional(field, this.isGiven(field) ? this.text(field) : undefined);
  }

  optionalGroup<K extends string>(field: K): Optional<K, string> {
    return optional(field, this.isGiven(field) ? this.group(field) : undefined);
  }

  /** Connection ids under the name `excluded`; an empty list leaves nothing out. */
  excluded(field: string): Optional<'excluded', readonly string[]> {
    if (!this.isGiven(field)) return {};
    const value = this.value(field);
    if (!isTexts(value)) throw this.refuse(field, this.#problem(field), 'a list of connection ids');
    return value.length > 0 ? { excluded: value.map((id) => this.#whole(field, id)) } : {};
  }

  optionalInteger<K extends string>(field: K, from: number, to: number): Optional<K, number> {
    const value = this.value(field);
    if (value === undefined) return optional(field, undefined);
    const isInRange = typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to;
    if (!isInRange) throw this.refuse(field, this.#problem(field), `a whole number from ${from} to ${to}`);
    return optional(field, value);
  }

  refuse(field: string, problem: string, expected: string, options?: ErrorOptions): OutputError {
    return createError('WPS_OUTPUT_FIELD', { field, kind: this.kind, problem, expected }, options);
  }

  // These fields stand in the URL of a call, where half a character would fail only at delivery.
  #whole(field: string, text: string): string {
    if (isWholeText(text)) return text;
    const expected = 'whole characters: a text that was cut may end in half of one (see String.prototype.toWellFormed)';
    throw this.refuse(field, 'a text with half a character (a lone surrogate)', expected);
  }

  #problem(field: string): string {
    return this.has(field) ? describeValue(this.value(field)) : 'missing';
  }
}

/** What a value is, for a sentence: `null`, `an empty text`, `a number`, `an array`. Never the value itself, which may be secret. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (value === '') return 'an empty text';
  if (Array.isArray(value)) return 'an array';
  if (isBytes(value)) return 'bytes';
  return descriptions[typeof value];
}

const descriptions = {
  string: 'a text',
  number: 'a number',
  bigint: 'a bigint',
  boolean: 'a boolean',
  symbol: 'a symbol',
  function: 'a function',
  object: 'an object',
  undefined: 'undefined',
} as const;

function isGroupInPath(name: string): boolean {
  return isGroupName(name) && isPathName(name);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((part) => typeof part === 'string' && part !== '');
}

function optional<K extends string, V>(field: K, value: V | undefined): Optional<K, V> {
  return (value === undefined ? {} : { [field]: value }) as Optional<K, V>;
}
