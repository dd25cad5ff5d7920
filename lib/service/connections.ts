import { createError } from '../errors.js';
import { isLoopback, parseConnectionString, wellKnownAccessKey } from '../protocol/connection-string.js';
import { type OriginHost, parseOrigin, splitOrigins } from '../protocol/origin.js';
import { readHostUrl } from './host-url.js';
import type { PlainHttp } from './host-url.js';
import { identitySettings, readIdentity } from './identity.js';
import type { Identity } from './identity.js';
import type { Settings } from './settings.js';

interface ServicePlace {
  /** The setting that names it. */
  readonly name: string;
  /** Without a trailing slash. */
  readonly endpoint: string;
  /** Hosts from which its events may come: its own, then custom domains and replicas. */
  readonly hosts: readonly OriginHost[];
  /** Where calls and clients go instead of the endpoint, for example a gateway. */
  readonly reverseProxyEndpoint?: string;
}

/** A service whose access key this app has. */
export interface KeyConnection extends ServicePlace {
  /** The first signs what we send; an event is genuine if any of them signed it. */
  readonly accessKeys: readonly [string, ...string[]];
  readonly identity?: undefined;
}

/** A service that this app calls, and that calls this app, by an identity of Entra. */
export interface IdentityConnection extends ServicePlace {
  readonly accessKeys: readonly [];
  readonly identity: Identity;
}

/** One service that this app is connected to. */
export type ServiceConnection = KeyConnection | IdentityConnection;

/**
 * Reads the setting `name` and those that belong to it; a connection string goes before an identity. `where` names who needs it, for errors.
 */
export function resolveConnection(name: string, settings: Settings, where: string): ServiceConnection {
  const text = settings(name);
  if (text !== undefined && text.trim() !== '') return readKeyConnection(name, text, settings);
  const serviceUri = settings(`${name}__serviceUri`)?.trim();
  if (serviceUri) return readIdentityConnection(name, serviceUri, settings, where);
  throw explainMissing(name, settings, where);
}

function readKeyConnection(name: string, text: string, settings: Settings): KeyConnection {
  const parts = parseConnectionString(text);
  if ('problem' in parts) throw createError('WPS_CONNECTION_INVALID', { setting: name, problem: parts.problem });
  const { endpoint, accessKey } = parts;
  const { hostname } = new URL(endpoint);
  if (accessKey === wellKnownAccessKey && !isLoopback(hostname)) {
    throw createError('WPS_WELL_KNOWN_KEY', { where: `The connection ${name}`, host: hostname });
  }
  // The other key of the service, which callers may have made their tokens with.
  const secondary = settings(`${name}__secondaryAccessKey`)?.trim();
  const accessKeys = [accessKey, ...(secondary ? [secondary] : [])] as const;
  return { ...readPlace(name, endpoint, settings, { plain: 'anywhere' }), accessKeys };
}

// A token of Entra is good for every call until it expires: it never travels in the open.
function readIdentityConnection(
  name: string,
  serviceUri: string,
  settings: Settings,
  where: string,
): IdentityConnection {
  const endpoint = readHostUrl(`${name}__serviceUri`, serviceUri, { plain: 'nowhere' });
  return {
    ...readPlace(name, endpoint, settings, { plain: 'loopback' }),
    accessKeys: [],
    identity: readIdentity(name, settings, where),
  };
}

function readPlace(name: string, endpoint: string, settings: Settings, proxies: PlainHttp): ServicePlace {
  const proxySetting = `${name}__reverseProxyEndpoint`;
  const proxy = settings(proxySetting);
  return {
    name,
    endpoint,
    hosts: [readOrigin(endpoint, name), ...readOrigins(`${name}__origins`, settings)],
    ...(proxy && { reverseProxyEndpoint: readHostUrl(proxySetting, proxy, proxies) }),
  };
}

function explainMissing(name: string, settings: Settings, where: string): Error {
  if (identitySettings(name, settings).length === 0) {
    return createError('WPS_CONNECTION_MISSING', { setting: name, where });
  }
  const remedy = 'Set it to the address of the service, for example https://<name>.webpubsub.azure.com.';
  return createError('WPS_IDENTITY_INCOMPLETE', { setting: name, missing: `${name}__serviceUri`, where, remedy });
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
