import { createError } from '../errors.js';
import { describeValue } from '../metadata/options.js';
import type { OptionRules } from '../metadata/options.js';
import { closestName, listAllowed } from '../outputs/suggest.js';

/**
 * Judges what a test hands to the kit, which in plain JavaScript no compiler has seen. A member that is undefined counts as not given.
 * @throws ConfigurationError naming who was given what, and what there is instead.
 */
export function judge(where: string, given: unknown, rules: OptionRules): void {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw refusal(where, describeValue(given), 'Give it an object.');
  for (const [member, value] of Object.entries(given)) {
    const rule = Object.hasOwn(rules, member) ? rules[member] : undefined;
    if (rule === undefined) throw unknownMember(where, member, Object.keys(rules));
    if (value !== undefined && !rule.accepts(value))
      throw refusal(where, `${describeValue(value)} as "${member}"`, `Give it ${rule.expected}.`);
  }
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
