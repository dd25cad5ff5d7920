import { inspect } from 'node:util';
import { isError } from '../errors.js';
import type { TestAnswer } from './test-answer.js';

const longest = 200;

/**
 * With which words `connect` was refused, such as `401: "Say who you are."`; undefined where the client was let in, and where no function
 * answers: a service asks no function that there is not.
 */
export function refusalIn({ status, body, error }: Pick<TestAnswer, 'status' | 'body' | 'error'>): string | undefined {
  if (status >= 200 && status <= 299) return undefined;
  if (isError(error) && (error as { readonly code?: unknown }).code === 'WPS_FUNCTION_NOT_FOUND') return undefined;
  // What was thrown says more than the body, from which it is kept.
  const words: unknown = isError(error) ? error.message : body;
  return words === undefined ? String(status) : `${String(status)}: ${shortened(words)}`;
}

function shortened(words: unknown): string {
  const text = typeof words === 'string' ? JSON.stringify(words) : inspect(words, { breakLength: Infinity });
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
