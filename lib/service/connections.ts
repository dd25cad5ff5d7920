import { createError } from '../errors.js';
import { isLoopback, parseConnectionString, wellKnownAccessKey } from '../protocol/connection-string.js';
import { type OriginHost, parseOrigin, splitOrigins } from '../protocol/origin.js';
import type { Settings } from './settings.js';

/** One service that this app is connected to. */
export interface ServiceConnection {
  /** The setting that names it. */
  readonly name: string;
  /** Without a trailing slash. */
  readonly endpoint: string;
  /** The first signs what we send; an event is genuine if any of them signed it. */
  readonly accessKeys: readonly [string, ...string[]];
  /** Hosts from which its events may come: its own, then custom domains and replicas. */
  readonly hosts: readonly OriginHost[];
  /** Where calls and clients go instead of the endpoint, for example a gateway. */
  readonly reverseProxyEndpoint?: string;
}

/** Reads the setting `name` and those that belong to it. `where` names who needs it, for errors. */
export function resolveConnection(name: string, settings: Settings, where: string): ServiceConnection {
  const text = settings(name);
  if (text === undefined || text.trim() === '') throw explainMissing(name, settings, where);
  const parts = parseConnectionString(text);
  if ('problem' in parts) throw createError('WPS_CONNECTION_INVALID', { setting: name, problem: parts.problem });
  const { endpoint, accessKey } = parts;
  const { hostname } = new URL(endpoint);
  if (accessKey === wellKnownAccessKey && !isLoopback(hostname)) {
    throw createError('WPS_WELL_KNOWN_KEY', { where: `The connection ${name}`, host: hostname });
  }
  const reverseProxyEndpoint = settings(`${name}__reverseProxyEndpoint`);
  return {
    name,
    endpoint,
    accessKeys: [accessKey],
    hosts: [readOrigin(endpoint, name), ...readOrigins(`${name}__origins`, settings)],
    ...(reverseProxyEndpoint && {
      reverseProxyEndpoint: readProxy(`${name}__reverseProxyEndpoint`, reverseProxyEndpoint),
    }),
  };
}

function explainMissing(name: string, settings: Settings, where: string): Error {
  if (settings(`${name}__serviceUri`)) return createError('WPS_IDENTITY_UNSUPPORTED', { setting: name });
  return createError('WPS_CONNECTION_MISSING', { setting: name, where });
}

function readOrigins(setting: string, settings: Settings): readonly OriginHost[] {
  return splitOrigins(settings(setting) ?? '').map((origin) => readOrigin(origin, setting));
}

function readOrigin(origin: string, setting: string): OriginHost {
  const host = parseOrigin(origin);
  if (host !== undefined) return host;
  throw createError('WPS_SETTING_INVALID', {
    setting,
    problem: 'not a list of hosts',
    expected: 'hosts or URLs in full, separated by commas; there are no wildcards',
  });
}

// Calls and clients keep the path that the service expects; one of the proxy's own would be left out without a word.
function readProxy(setting: string, text: string): string {
  const isUrl = /^https?:\/\//i.test(text) && URL.canParse(text);
  if (isUrl && /^\/?$/.test(pathOf(text))) return text;
  const problem = isUrl ? 'a URL with more than a host' : 'not a URL';
  throw createError('WPS_SETTING_INVALID', {
    ...{ setting, problem },
    expected: 'a URL with http or https, a host and nothing behind it',
  });
}

function pathOf(url: string): string {
  const { pathname, search, hash } = new URL(url);
  return pathname + search + hash;
}
