import { createError } from '../errors.js';
import { groupEventNames, systemEventNames } from '../protocol/event-type.js';
import type { GroupEventName, SystemEventName } from '../protocol/event-type.js';
import type { EventFunctionInfo, FunctionInfo } from './function-info.js';

/** One event handler of a hub, in the service's own names (ARM `Microsoft.SignalRService/webPubSub/hubs`). */
export interface ServiceEventHandler {
  /** Where the events are posted to, the hub filled in. */
  readonly urlTemplate: string;
  /** The names of the user events that a function answers, separated by commas; not there without one. */
  readonly userEventPattern?: string;
  /** Those that a function answers. */
  readonly systemEvents: readonly SystemEventName[];
  /** Not there without a function for them: the stable versions of ARM do not know it yet. */
  readonly groupPresenceEvents?: { readonly eventNames: readonly GroupEventName[] };
  /** Not there without an `audience`. */
  readonly auth?: {
    readonly type: 'ManagedIdentity';
    readonly managedIdentity: { readonly resource: string };
  };
}

/** What the service must be told of one hub. */
export interface ServiceHubSettings {
  /** Whether clients without a token may connect. */
  readonly anonymousConnectPolicy: 'allow' | 'deny';
  /** One, which takes every event that a function answers. */
  readonly eventHandlers: readonly ServiceEventHandler[];
}

/** What only whoever deploys the app knows. */
export interface HubSettingsOptions {
  /** Where the service reaches the app, for example `https://app.example.com`; a path before the app's own is kept. */
  readonly url: string;
  /** Whether clients without a token may connect. Default `deny`. */
  readonly anonymousConnectPolicy?: 'allow' | 'deny';
  /** The audience of the tokens by which the service proves itself to an app with an identity, `<connection>__webhookAudience`. */
  readonly audience?: string;
}

/**
 * The settings of the service that functions need, hub by hub: nobody writes them by hand. They are what `setHub` of the emulator takes, and the
 * `properties` of a hub's resource in ARM.
 * @throws ConfigurationError for a URL that the service cannot post to.
 */
export function hubSettings(
  functions: readonly FunctionInfo[],
  { url, anonymousConnectPolicy = 'deny', audience }: HubSettingsOptions,
): Readonly<Record<string, ServiceHubSettings>> {
  const base = readUrl(url);
  const hubs = new Map<string, readonly EventFunctionInfo[]>();
  for (const one of functions) {
    if (one.kind === 'event') hubs.set(one.hub, [...(hubs.get(one.hub) ?? []), one]);
  }
  const entries = [...hubs].map(([hub, own]) => {
    return [hub, { anonymousConnectPolicy, eventHandlers: [handlerOf(own, base, audience)] }] as const;
  });
  return Object.fromEntries(entries);
}

function handlerOf(
  functions: readonly EventFunctionInfo[],
  base: string,
  audience: string | undefined,
): ServiceEventHandler {
  const named = (eventType: string): readonly string[] => [
    ...new Set(functions.filter((one) => one.eventType === eventType).map(({ event }) => event)),
  ];
  const [userEvents, systemEvents, groupEvents] = [named('user'), named('system'), named('group')];
  const eventNames = groupEventNames.filter((name) => groupEvents.includes(name));
  return {
    urlTemplate: base + (functions[0]?.route ?? ''),
    ...(userEvents.length > 0 && { userEventPattern: userEvents.join(',') }),
    systemEvents: systemEventNames.filter((name) => systemEvents.includes(name)),
    ...(eventNames.length > 0 && { groupPresenceEvents: { eventNames } }),
    ...(audience !== undefined && { auth: { type: 'ManagedIdentity', managedIdentity: { resource: audience } } }),
  };
}

// service: a template has its scheme, and {hub} and {event} nowhere in its host; what is behind a path would be cut off by ours.
function readUrl(url: string): string {
  const problem = problemOf(url);
  if (problem !== undefined) throw createError('WPS_APP_URL', { problem });
  return new URL(url).href.replace(/\/+$/, '');
}

// The URL itself is not said: a query may hold a key.
function problemOf(url: unknown): string | undefined {
  if (typeof url !== 'string' || !URL.canParse(url)) return 'is none';
  const { protocol, username, password, search, hash } = new URL(url);
  if (!/^https?:$/.test(protocol)) return 'is neither http nor https';
  if (username !== '' || password !== '') return 'has a user name in it';
  if (search !== '' || hash !== '' || /[?#]/.test(url))
    return 'has a query or a fragment, behind which no path can stand';
  return /[{}]/.test(url) ? 'has a brace in it' : undefined;
}
