import { createError } from '../errors.js';

/**
 * Plain JavaScript may hand over a function in the place of what it returns, which would be dropped without a word.
 * @throws InvocationError for a function.
 */
export function requireStarted(work: unknown): void {
  if (typeof work === 'function') throw createError('WPS_WORK_INVALID', {});
}
