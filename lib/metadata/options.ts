import { createError } from '../errors.js';

/** One option of a decorator: what it may be, and in words. */
export interface OptionRule {
  readonly accepts: (value: unknown) => boolean;
  readonly expected: string;
  /** The option that this one is another name of. */
  readonly aliasOf?: string;
}

export type OptionRules = Readonly<Record<string, OptionRule>>;

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
// Plain JavaScript may hand in anything, whatever the types say.
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): boolean => isListOf(value, isText);

/** Whether a value is an array of such values alone; a hole, which `every` leaves out, is none of them. */
export function isListOf(value: unknown, accepts: (one: unknown) => boolean): value is unknown[] {
  return Array.isArray(value) && Array.from(value as unknown[]).every((one) => accepts(one));
}

export const rules = {
  text: { accepts: isText, expected: 'a text that is not empty' },
  texts: { accepts: isTexts, expected: 'an array of texts that are not empty' },
  minutes: {
    accepts: (value: unknown) => typeof value === 'number' && Number.isInteger(value) && value >= 1,
    expected: 'a whole number of minutes, at least 1',
  },
  function: { accepts: (value: unknown) => typeof value === 'function', expected: 'a function' },
  functions: {
    accepts: (value: unknown) => isListOf(Array.isArray(value) ? value : [value], (one) => typeof one === 'function'),
    expected: 'a function or an array of functions',
  },
} as const;

export function oneOf(values: readonly string[]): OptionRule {
  return {
    accepts: (value) => typeof value === 'string' && values.includes(value),
    expected: values.map((value) => `"${value}"`).join(' or '),
  };
}

export function aliasOf(name: string, rule: OptionRule): OptionRule {
  return { ...rule, aliasOf: name };
}

/**
 * Checks the options of one decorator and returns them with aliases under the names they stand for.
 * An option that is undefined counts as not given.
 * @throws ConfigurationError for an unknown option, a wrong value, or an option given under both of its names.
 */
export function readOptions<T extends object>(options: T, optionRules: OptionRules, owner: string, where: string): T {
  if (!isObject(options)) {
    throw createError('WPS_OPTION_INVALID', {
      where,
      owner,
      option: 'options',
      problem: 'no object',
      expected: 'an object',
    });
  }
  const read: Record<string, unknown> = {};
  const spelled = new Map<string, string>();
  for (const [option, value] of Object.entries(options)) {
    const rule = Object.hasOwn(optionRules, option) ? optionRules[option] : undefined;
    if (rule === undefined) {
      throw createError('WPS_OPTION_UNKNOWN', { where, owner, option, allowed: Object.keys(optionRules).join(', ') });
    }
    if (value === undefined) continue;
    if (!rule.accepts(value)) {
      throw createError('WPS_OPTION_INVALID', {
        where,
        owner,
        option,
        problem: describeValue(value),
        expected: rule.expected,
      });
    }
    const name = rule.aliasOf ?? option;
    const first = spelled.get(name);
    if (first !== undefined) throw createError('WPS_OPTION_CONFLICT', { where, owner, first, second: option });
    spelled.set(name, option);
    read[name] = value;
  }
  return read as T;
}

/**
 * Checks a name that has to be there.
 * @throws ConfigurationError for anything but a text that is not empty.
 */
export function requireText(value: unknown, option: string, owner: string, where: string): asserts value is string {
  const { accepts, expected } = rules.text;
  if (!accepts(value))
    throw createError('WPS_OPTION_INVALID', { where, owner, option, problem: describeValue(value), expected });
}

/** The error for an option whose value cannot mean anything. */
export function wrongOption(
  details: Readonly<Record<'where' | 'owner' | 'option' | 'problem' | 'expected', string>>,
): Error {
  return createError('WPS_OPTION_INVALID', details);
}

/** Names the kind of a wrong value, never the value itself, which might be a secret. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'string') return value.trim() === '' ? 'an empty text' : 'a text that it does not know';
  if (typeof value === 'number') return `the number ${String(value)}`;
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
