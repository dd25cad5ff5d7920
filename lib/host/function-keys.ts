import { createError } from '../errors.js';
import type { FunctionDefinition } from '../metadata/definition.js';
import type { Scope } from '../metadata/scope.js';

/** The setting with the keys of HTTP functions whose `authLevel` is `function`, separated by commas. */
export const functionKeysSetting = 'WebPubSubFunctionKeys';

/**
 * The keys that such functions accept.
 * @throws ConfigurationError when a function asks for one and none is set.
 */
export function functionKeysOf(definitions: readonly FunctionDefinition[], { setting }: Scope): readonly string[] {
  const keys = (setting(functionKeysSetting) ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '');
  const guarded = definitions.find(({ trigger }) => trigger.kind === 'http' && trigger.authLevel === 'function');
  if (guarded !== undefined && keys.length === 0)
    throw createError('WPS_FUNCTION_KEYS_MISSING', { where: guarded.where });
  return keys;
}
