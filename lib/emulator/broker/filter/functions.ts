import type { FilterValue } from './fields.js';

export type ParameterType = 'string' | 'int' | 'string or collection';

/** A function of the filter language. Texts may be null, integers may not. */
export interface FilterFunction {
  readonly parameters: readonly ParameterType[];
  /** How many there have to be. */
  readonly least: number;
  readonly gives: 'string' | 'int' | 'bool';
  /** The result is null where one text is, where all are, or never. */
  readonly nullWhere: 'one' | 'all' | 'never';
  /** Null for values that do not fit. */
  readonly run: (values: readonly FilterValue[]) => FilterValue;
}

/** Their names are in lower case alone. Text is compared by its code units, in no language. */
const functions: ReadonlyMap<string, FilterFunction> = new Map([
  ['length', { parameters: ['string or collection'], least: 1, gives: 'int', nullWhere: 'one', run: length }],
  ['tolower', transform((text) => text.toLowerCase())],
  ['toupper', transform((text) => text.toUpperCase())],
  ['trim', transform((text) => text.trim())],
  ['contains', ofTwo('bool', false, (text, part) => text.includes(part))],
  ['startswith', ofTwo('bool', false, (text, part) => text.startsWith(part))],
  ['endswith', ofTwo('bool', false, (text, part) => text.endsWith(part))],
  ['indexof', ofTwo('int', -1, (text, part) => text.indexOf(part))],
  ['concat', { parameters: ['string', 'string'], least: 2, gives: 'string', nullWhere: 'all', run: concat }],
  ['substring', { parameters: ['string', 'int', 'int'], least: 2, gives: 'string', nullWhere: 'one', run: substring }],
]);

export function functionOf(name: string): FilterFunction | undefined {
  return functions.get(name);
}

function transform(change: (text: string) => string): FilterFunction {
  const run = ([text]: readonly FilterValue[]) => (typeof text === 'string' ? change(text) : null);
  return { parameters: ['string'], least: 1, gives: 'string', nullWhere: 'one', run };
}

function ofTwo<T extends boolean | number>(
  gives: 'bool' | 'int',
  withNull: T,
  compare: (text: string, part: string) => T,
): FilterFunction {
  const run = ([text, part]: readonly FilterValue[]) =>
    typeof text === 'string' && typeof part === 'string' ? compare(text, part) : withNull;
  return { parameters: ['string', 'string'], least: 2, gives, nullWhere: 'never', run };
}

function length([value]: readonly FilterValue[]): FilterValue {
  if (typeof value === 'string') return value.length;
  return typeof value === 'object' && value !== null ? value.size : null;
}

// official emulator: null beside a text is nothing added to it.
function concat([left = null, right = null]: readonly FilterValue[]): FilterValue {
  return typeof left === 'string' && typeof right === 'string' ? left + right : (left ?? right);
}

// official emulator: what reaches beyond the text is null.
function substring([text, start, count]: readonly FilterValue[]): FilterValue {
  if (typeof text !== 'string' || typeof start !== 'number' || count === null) return null;
  const end = typeof count === 'number' ? start + count : text.length;
  return start >= 0 && end >= start && end <= text.length ? text.slice(start, end) : null;
}
