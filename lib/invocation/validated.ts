import type { StandardSchemaV1 } from '@standard-schema/spec';
import { createError } from '../errors.js';

// Enough to mend a form by; a validator of a large array may find thousands.
const mostIssues = 10;
const longestIssue = 200;

/**
 * What a validator makes of a value: it may convert it and fill in defaults.
 * @throws RequestError (400) that lists what it refused.
 */
export async function validated(value: unknown, schema: StandardSchemaV1, decorator: string): Promise<unknown> {
  const result = await schema['~standard'].validate(value);
  if (result.issues === undefined) return result.value;
  throw createError('WPS_VALUE_INVALID', { decorator, issues: describe(result.issues) });
}

function describe(issues: readonly StandardSchemaV1.Issue[]): string {
  const more = issues.length - mostIssues;
  const told = issues.slice(0, mostIssues).map(describeIssue);
  return [...told, ...(more > 0 ? [`${String(more)} more`] : [])].join('; ');
}

function describeIssue({ message, path = [] }: StandardSchemaV1.Issue): string {
  const at = path.map((segment) => String(typeof segment === 'object' ? segment.key : segment)).join('.');
  const text = at === '' ? message : `${at}: ${message}`;
  return text.length > longestIssue ? `${text.slice(0, longestIssue)}…` : text;
}
