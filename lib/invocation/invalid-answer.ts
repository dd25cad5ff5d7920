import { createError } from '../errors.js';
import { describeEvent } from '../metadata/duplicates.js';
import type { InvocationContext } from './invocation-context.js';

/** The failure of a function whose answer its event does not take; `where` is the function. */
export function invalidAnswer(
  context: InvocationContext,
  where: string,
  details: { problem: string; remedy: string },
): Error {
  return createError('WPS_ANSWER_INVALID', { where, event: describeEvent(context), ...details });
}
