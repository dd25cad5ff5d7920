import { isHubName, isUserEventName } from '../protocol/names.js';
import { systemEventNames, type SystemEventName } from '../protocol/event-type.js';
import { readGroupPresence, type GroupPresenceSettings, type TakesGroupEvent } from './group-presence-settings.js';
import { readArray, readInteger, readObject, readText, settingError } from './settings-reader.js';
import { resolveUrl } from './upstream/url-template.js';

/** Where events of a hub go. Of several, the first whose events fit gets an event. */
export interface EventHandlerSettings {
  /** For example `http://localhost:3000/api/webpubsub/hubs/{hub}`; `{hub}` and `{event}` may stand anywhere but in the host. */
  readonly urlTemplate: string;
  /** `*`, one name, or names separated by commas; without it, no user event. */
  readonly userEventPattern?: string;
  readonly systemEvents?: readonly SystemEventName[];
  /** Without it, no event of a group. */
  readonly groupPresenceEvents?: GroupPresenceSettings | null;
}

/** A hub, in the service's own setting names. */
export interface HubSettings {
  /** Whether clients without a token may connect; `deny` unless said. */
  readonly anonymousConnectPolicy?: 'allow' | 'deny';
  /** 1 to 120; 20 unless said. */
  readonly webSocketKeepAliveIntervalInSeconds?: number;
  readonly eventHandlers?: readonly EventHandlerSettings[];
}

/** One event handler, ready to be asked. */
export interface EventHandler {
  readonly urlTemplate: string;
  readonly takesSystemEvent: (name: SystemEventName) => boolean;
  readonly takesUserEvent: (name: string) => boolean;
  readonly takesGroupEvent: TakesGroupEvent;
}

/** The settings of a hub after they were read; nothing is optional any more. */
export interface ReadHubSettings {
  readonly allowsAnonymous: boolean;
  readonly keepAliveMilliseconds: number;
  readonly eventHandlers: readonly EventHandler[];
}

/** A hub that was never set: no event handlers, no anonymous clients. */
export const defaultHubSettings: ReadHubSettings = {
  allowsAnonymous: false,
  keepAliveMilliseconds: 20_000,
  eventHandlers: [],
};

/** Judges the settings of one hub; nothing changes anywhere before all of them hold. */
export function readHubSettings(name: string, settings: unknown): ReadHubSettings {
  const path = `hubs.${name}`;
  if (!isHubName(name)) {
    throw settingError(
      path,
      'no hub name',
      'A hub name is a letter followed by up to 127 letters, digits or any of _`,.[].',
    );
  }
  const known = ['anonymousConnectPolicy', 'webSocketKeepAliveIntervalInSeconds', 'eventHandlers'];
  const values = readObject(settings, path, known, ['eventListeners']);
  const keepAlive = values['webSocketKeepAliveIntervalInSeconds'] ?? 20;
  return {
    allowsAnonymous: readPolicy(values['anonymousConnectPolicy'] ?? 'deny', `${path}.anonymousConnectPolicy`),
    keepAliveMilliseconds: readInteger(keepAlive, `${path}.webSocketKeepAliveIntervalInSeconds`, 1, 120) * 1000,
    eventHandlers: readArray(values['eventHandlers'] ?? [], `${path}.eventHandlers`, 'event handlers').map(
      (handler, index) => readEventHandler(handler, `${path}.eventHandlers[${index}]`),
    ),
  };
}

function readPolicy(value: unknown, path: string): boolean {
  if (value === 'allow' || value === 'deny') return value === 'allow';
  throw settingError(path, 'neither "allow" nor "deny"', 'Write one of them.');
}

function readEventHandler(value: unknown, path: string): EventHandler {
  const known = ['urlTemplate', 'userEventPattern', 'systemEvents', 'groupPresenceEvents'];
  const values = readObject(value, path, known, ['auth']);
  const systemEvents = readSystemEvents(values['systemEvents'] ?? [], `${path}.systemEvents`);
  return {
    urlTemplate: readUrlTemplate(values['urlTemplate'], `${path}.urlTemplate`),
    takesSystemEvent: (name) => systemEvents.has(name),
    takesUserEvent: readUserEventPattern(values['userEventPattern'] ?? '', `${path}.userEventPattern`),
    takesGroupEvent: readGroupPresence(values['groupPresenceEvents'], `${path}.groupPresenceEvents`),
  };
}

function readUrlTemplate(value: unknown, path: string): string {
  const template = readText(value, path, 'a URL such as http://localhost:3000/api/webpubsub/hubs/{hub}');
  const host = /^https?:\/\/([^/?#]*)/i.exec(template)?.[1];
  if (host === undefined)
    throw settingError(path, 'no http or https URL', 'Write the URL of the app, scheme included.');
  if (/[{}]/.test(host))
    throw settingError(path, 'a template in its host', 'Keep {hub} and {event} to path and query.');
  if (host === '' || !URL.canParse(resolveUrl(template, 'hub', 'event'))) {
    throw settingError(path, 'no URL', 'Write something like http://localhost:3000/api/webpubsub/hubs/{hub}.');
  }
  if (host.includes('@')) {
    throw settingError(path, 'a URL with a user name', 'Keep credentials out of it: the emulator would not send them.');
  }
  return template;
}

function readSystemEvents(value: unknown, path: string): ReadonlySet<SystemEventName> {
  const names = readArray(value, path, 'event names').map((entry, index) => {
    const text = readText(entry, `${path}[${index}]`, 'an event name').toLowerCase();
    const name = systemEventNames.find((known) => known === text);
    if (name !== undefined) return name;
    throw settingError(`${path}[${index}]`, 'no system event', `System events are ${systemEventNames.join(', ')}.`);
  });
  return new Set(names);
}

// official emulator: `*` alone or literal names, trimmed, in any letter case.
function readUserEventPattern(value: unknown, path: string): (name: string) => boolean {
  const text = readText(value, path, '* or event names separated by commas');
  if (text.trim() === '*') return () => true;
  const names = text.split(',').map((name) => name.trim());
  if (text.trim() === '') return () => false;
  if (!names.every(isUserEventName)) {
    throw settingError(path, 'no pattern for user events', 'Write *, one event name, or names separated by commas.');
  }
  const known = new Set(names.map((name) => name.toLowerCase()));
  return (name) => known.has(name.toLowerCase());
}
