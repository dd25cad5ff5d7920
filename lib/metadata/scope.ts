import { createError } from '../errors.js';
import { isHubName } from '../protocol/names.js';
import { replaceSettings } from './template.js';
import type { ScannedMethod } from './scanner.js';
import { describeMember } from './place.js';

/** What the meaning of a decorator depends on beside its own words. */
export interface Scope {
  /** Looks a setting up; undefined when it is not there. */
  readonly setting: (name: string) => string | undefined;
  /** Whether what the platform in front of the app says of a caller is believed: `{principal.…}`. Default `false`. */
  readonly trustsPrincipal?: boolean;
}

/** The setting that names the hub where nothing else does. */
export const hubSetting = 'WebPubSubHub';

export function whereOf({ controller, member }: ScannedMethod): string {
  return describeMember(controller, member);
}

/** Puts settings in the place of `%Name%` in an option. */
export function withSettings(text: string, { setting }: Scope, where: string): string {
  return replaceSettings(text, setting, (name) => createError('WPS_SETTING_MISSING', { setting: name, where }));
}

/**
 * The hub of a binding: its own option, else `@Hub`, else the setting `WebPubSubHub`.
 * @throws ConfigurationError when none of them says it.
 */
export function hubText(own: string | undefined, scanned: ScannedMethod, scope: Scope, where: string): string {
  const said = own ?? scanned.hub ?? scope.setting(hubSetting);
  if (said === undefined || said === '') throw createError('WPS_HUB_MISSING', { where });
  return withSettings(said, scope, where);
}

export function requireHubName(hub: string, where: string): string {
  if (!isHubName(hub)) throw createError('WPS_HUB_INVALID', { where, hub });
  return hub;
}
