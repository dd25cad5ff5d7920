import type { StandardSchemaV1 } from '@standard-schema/spec';
import { createError } from '../errors.js';
import { isListOf } from '../metadata/options.js';

// Enough to mend a form by; a validator of a large array may find thousands.
const mostIssues = 10;
const longestIssue = 200;

/**
 * What a validator makes of a value: it may convert it and fill in defaults.
 * @throws RequestError (400) that lists what it refused.
 */
export async function validated(value: unknown, schema: StandardSchemaV1, decorator: string): Promise<unknown> {
  const result: unknown = await schema['~standard'].validate(value);
  if (isSuccess(result)) return result.value;
  if (!isFailure(result)) throw createError('WPS_SCHEMA_RESULT', { decorator });
  throw createError('WPS_VALUE_INVALID', { decorator, issues: describe(result.issues) });
}

// A validator that answers neither has judged nothing, so nothing is let through.
function isSuccess(result: unknown): result is StandardSchemaV1.SuccessResult<unknown> {
  return typeof result === 'object' && result !== null && 'value' in result && !hasIssues(result);
}

function isFailure(result: unknown): result is StandardSchemaV1.FailureResult {
  if (typeof result !== 'object' || result === null || !hasIssues(result)) return false;
  return isListOf(result.issues, isIssue);
}

function isIssue(issue: unknown): boolean {
  return typeof issue === 'object' && issue !== null && 'message' in issue && typeof issue.message === 'string';
}

function hasIssues(result: object): result is { readonly issues: unknown } {
  return 'issues' in result && result.issues !== undefined;
}

function describe(issues: readonly StandardSchemaV1.Issue[]): string {
  const more = issues.length - mostIssues;
  const told = issues.slice(0, mostIssues).map(describeIssue);
  return [...told, ...(more > 0 ? [`${String(more)} more`] : [])].join('; ');
}

function describeIssue({ message, path = [] }: StandardSchemaV1.Issue): string {
  const at = path.map((segment) => String(typeof segment === 'object' ? segment.key : segment)).join('.');
  // Both may quote what a client sent, and a log has one line for it.
  const text = (at === '' ? message : `${at}: ${message}`).replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' ');
  return text.length > longestIssue ? `${text.slice(0, longestIssue)}…` : text;
}
