import { createError } from '../errors.js';
import { isNestedTooDeep, nestingLimit } from '../protocol/nesting.js';

/**
 * The value of a JSON body.
 * @throws RequestError (400) for what is no JSON, or nested too deep.
 */
export function parseJson(bytes: Buffer): unknown {
  if (isNestedTooDeep(bytes))
    throw createError('WPS_BODY_INVALID', { expected: `JSON of at most ${nestingLimit} levels` });
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw createError('WPS_BODY_INVALID', { expected: 'JSON' }, { cause });
  }
}
