import { systemEventNames, type SystemEventName } from '../protocol/event-type.js';
import { isUserEventName } from '../protocol/names.js';
import { readGroupPresence, type GroupPresenceSettings, type TakesGroupEvent } from './group-presence-settings.js';
import { readArray, readObject, readText, settingError } from './settings-reader.js';
import type { EventTarget } from './upstream/event-target.js';
import type { EventFunction } from './upstream/in-process.js';
import { resolveUrl } from './upstream/url-template.js';

/** How the service proves itself to an app beside its signature, in the service's own names. */
export type EventHandlerAuth =
  | { readonly type: 'None' }
  | {
      readonly type: 'ManagedIdentity';
      /** The audience of its tokens, for example `api://my-app`. */
      readonly managedIdentity: { readonly resource: string };
    };

/** @inline */
interface EventFilter {
  /** `*`, one name, or names separated by commas; without it, no user event. */
  readonly userEventPattern?: string;
  /** None unless said. */
  readonly systemEvents?: readonly SystemEventName[];
  /** None unless said. */
  readonly groupPresenceEvents?: GroupPresenceSettings | null;
  /** How the service proves itself beside its signature; nothing unless said. */
  readonly auth?: EventHandlerAuth;
}

/** @inline */
interface OverHttp {
  /** For example `http://localhost:3000/api/webpubsub/hubs/{hub}`; `{hub}` and `{event}` may stand anywhere but in the host. */
  readonly urlTemplate: string;
  readonly handle?: undefined;
}

/** @inline */
interface InProcess {
  /** Takes events without HTTP, for example `(request) => host.handle(request)`. */
  readonly handle: EventFunction;
  /** Path or URL that its requests name; `/api/webpubsub/hubs/{hub}` unless said. */
  readonly urlTemplate?: string;
}

/** Where events of a hub go. Of several, the first whose events fit gets an event. */
export type EventHandlerSettings = EventFilter & (OverHttp | InProcess);

/** One event handler, ready to be asked. */
export interface EventHandler {
  readonly target: EventTarget;
  readonly takesSystemEvent: (name: SystemEventName) => boolean;
  readonly takesUserEvent: (name: string) => boolean;
  readonly takesGroupEvent: TakesGroupEvent;
  /** As they were set, for whoever asks why an event was not taken. */
  readonly said: {
    readonly userEventPattern: string;
    readonly systemEvents: readonly string[];
    readonly groupEvents: readonly string[];
    readonly groupFilters: readonly string[];
  };
}

/** Judges one event handler of a hub. */
export function readEventHandler(value: unknown, path: string): EventHandler {
  const known = ['urlTemplate', 'handle', 'userEventPattern', 'systemEvents', 'groupPresenceEvents', 'auth'];
  const values = readObject(value, path, known);
  const systemEvents = readSystemEvents(values['systemEvents'] ?? [], `${path}.systemEvents`);
  const userEvents = readUserEventPattern(values['userEventPattern'] ?? '', `${path}.userEventPattern`);
  const groupPresence = readGroupPresence(values['groupPresenceEvents'], `${path}.groupPresenceEvents`);
  return {
    target: {
      ...readTarget(values['handle'], values['urlTemplate'], path),
      ...readAuth(values['auth'] ?? { type: 'None' }, `${path}.auth`),
    },
    takesSystemEvent: (name) => systemEvents.has(name),
    takesUserEvent: userEvents.takes,
    takesGroupEvent: groupPresence.takes,
    said: { userEventPattern: userEvents.text, systemEvents: [...systemEvents], ...groupPresence.said },
  };
}

function readTarget(handle: unknown, urlTemplate: unknown, path: string): EventTarget {
  if (handle === undefined) return { urlTemplate: readUrlTemplate(urlTemplate, `${path}.urlTemplate`) };
  if (typeof handle !== 'function') {
    throw settingError(`${path}.handle`, 'no function', 'Write something like (request) => host.handle(request).');
  }
  const template = urlTemplate ?? '/api/webpubsub/hubs/{hub}';
  const isPath = typeof template === 'string' && template.startsWith('/');
  const url = isPath ? `http://in-process${template}` : template;
  return { urlTemplate: readUrlTemplate(url, `${path}.urlTemplate`), handle: handle as EventFunction };
}

function readAuth(value: unknown, path: string): { readonly resource?: string } {
  const { type, managedIdentity } = readObject(value, path, ['type', 'managedIdentity']);
  if (type === 'None') return {};
  if (type !== 'ManagedIdentity') {
    throw settingError(`${path}.type`, 'neither "None" nor "ManagedIdentity"', 'Write one of them.');
  }
  const { resource } = readObject(managedIdentity, `${path}.managedIdentity`, ['resource']);
  const expected = 'the audience that the app expects in tokens, such as api://my-app';
  const text = readText(resource, `${path}.managedIdentity.resource`, expected);
  if (text.trim() !== '') return { resource: text };
  throw settingError(`${path}.managedIdentity.resource`, 'blank', `Give it ${expected}.`);
}

function readUrlTemplate(value: unknown, path: string): string {
  const template = readText(value, path, 'a URL such as http://localhost:3000/api/webpubsub/hubs/{hub}');
  if (/^tunnel:/i.test(template)) {
    throw settingError(
      path,
      'a tunnel, which the emulator does not support',
      'It needs none: write the URL of the app.',
    );
  }
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

interface UserEventPattern {
  readonly text: string;
  readonly takes: (name: string) => boolean;
}

// official emulator: `*` alone or literal names, trimmed, in any letter case.
function readUserEventPattern(value: unknown, path: string): UserEventPattern {
  const text = readText(value, path, '* or event names separated by commas');
  if (text.trim() === '*') return { text, takes: () => true };
  const names = text.split(',').map((name) => name.trim());
  if (text.trim() === '') return { text, takes: () => false };
  if (!names.every(isUserEventName)) {
    throw settingError(path, 'no pattern for user events', 'Write *, one event name, or names separated by commas.');
  }
  const known = new Set(names.map((name) => name.toLowerCase()));
  return { text, takes: (name) => known.has(name.toLowerCase()) };
}
