import { types } from 'node:util';
import { createError } from '../errors.js';
import { describeValue } from '../metadata/options.js';
import type { OptionRule, OptionRules } from '../metadata/options.js';
import { closestName, listAllowed } from '../outputs/suggest.js';

/**
 * Judges what a test hands to the kit, which in plain JavaScript no compiler has seen. A member that is undefined counts as not given.
 * @throws ConfigurationError naming who was given what, and what there is instead.
 */
export function judge(where: string, given: unknown, rules: OptionRules): void {
  requireObject(where, given);
  for (const [member, value] of Object.entries(given)) {
    const rule = Object.hasOwn(rules, member) ? rules[member] : undefined;
    if (rule === undefined) throw unknownMember(where, member, Object.keys(rules));
    if (value !== undefined && !rule.accepts(value))
      throw refusal(where, `${describeValue(value)} as "${member}"`, `Give it ${rule.expected}.`);
  }
}

/** @throws ConfigurationError for what is no object, `null` and an array included. */
export function requireObject(where: string, given: unknown): asserts given is object {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw refusal(where, describeValue(given), 'Give it an object.');
}

// Node takes a longer time, and what is no number, for one millisecond.
const longest = 2_147_483_647;

/** How long to wait. */
export const milliseconds: OptionRule = {
  accepts: (value) => typeof value === 'number' && value >= 0 && value <= longest,
  expected: `milliseconds as a number, up to ${String(longest)}`,
};

/** What a predicate says of an item, which in plain JavaScript may be anything. */
export function holds<T>(where: string, predicate: (item: T) => unknown, item: T): boolean {
  if (typeof predicate !== 'function')
    throw refusal(where, `${describeValue(predicate)} as the predicate`, 'Give it a function.');
  const said = predicate(item);
  if (!types.isPromise(said)) return Boolean(said);
  // Nobody awaits it.
  said.catch(() => undefined);
  throw refusal(
    where,
    'a predicate that returns a promise, which is never false',
    'Let it return true or false at once.',
  );
}

/** What a test has given, without the members that count as not given: spread over defaults, they would take their place. */
export function saidIn<T extends object>(given: T): T {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as T;
}

/** The error for something that cannot be; `problem` completes "was given". */
export function refusal(where: string, problem: string, remedy: string): Error {
  return createError('WPS_TEST_VALUE', { where, problem, remedy });
}

function unknownMember(where: string, member: string, names: readonly string[]): Error {
  const meant =
    closestName(member, names) ?? names.find((name) => isFirstWord(member, name) || isFirstWord(name, member));
  return createError('WPS_TEST_MEMBER', { where, member, allowed: listAllowed(names, meant ?? member) });
}

/** As `event` is of `eventName`. */
function isFirstWord(first: string, name: string): boolean {
  return name.startsWith(first) && /^[A-Z]/.test(name.slice(first.length));
}
