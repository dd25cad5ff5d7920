import { resolve } from 'node:path';
import type { EventType } from '../protocol/event-type.js';
import { sameHub } from '../protocol/names.js';
import type { EventHandler } from './event-handler-settings.js';
import type { ReadHubSettings } from './hub-settings.js';
import { readSettingsDocument } from './settings-document.js';
import { explainChoice, type Wanted } from './upstream/handler-choice.js';
import { resolveUrl } from './upstream/url-template.js';
import { readSettingsText } from './settings-text.js';

/** An event of a hub, by what it is. */
export interface RoutedEvent {
  readonly hub: string;
  readonly eventType: EventType;
  readonly eventName: string;
}

/** Where the events of hubs go, by their settings. */
export interface EventRoutes {
  /** The URL that an event is posted to, or why nobody gets it. Of a group's events, those of some group count. */
  find(event: RoutedEvent): { readonly url: string } | { readonly why: string };
  /** Every event that is sent by its name: those of the system, of groups, and of users where no `*` stands for them. */
  readonly named: readonly RoutedEvent[];
}

/**
 * Reads a settings file of the emulator, which has the shape of the service's own resources, for whoever compares it with an app.
 * @throws ConfigurationError as `startEmulator` does for `settingsFile`.
 */
export function readEventRoutes(file: string): EventRoutes {
  const path = resolve(file);
  const hubs = readSettingsDocument(readSettingsText(path), path);
  return {
    find: (event) => find(hubs, event),
    named: [...hubs].flatMap(([hub, { eventHandlers }]) => eventHandlers.flatMap((handler) => namedBy(hub, handler))),
  };
}

function find(hubs: ReadonlyMap<string, ReadHubSettings>, event: RoutedEvent): { url: string } | { why: string } {
  const [, settings] = [...hubs].find(([hub]) => sameHub(hub, event.hub)) ?? [];
  const handlers = settings?.eventHandlers ?? [];
  const chosen = handlers.find((handler) => takes(handler, event));
  if (chosen !== undefined) return { url: resolveUrl(chosen.target.urlTemplate, event.hub, event.eventName) };
  return { why: explainChoice(handlers, { ...event, group: '' } as Wanted, -1) };
}

function takes({ said, takesUserEvent }: EventHandler, { eventType, eventName }: RoutedEvent): boolean {
  if (eventType === 'user') return takesUserEvent(eventName);
  return (eventType === 'system' ? said.systemEvents : said.groupEvents).includes(eventName);
}

function namedBy(hub: string, { said }: EventHandler): readonly RoutedEvent[] {
  const userEvents = said.userEventPattern.split(',').map((name) => name.trim());
  const named = (eventType: EventType, names: readonly string[]): readonly RoutedEvent[] =>
    names.map((eventName) => ({ hub, eventType, eventName }));
  return [
    ...named('system', said.systemEvents),
    ...named('group', said.groupEvents),
    ...named(
      'user',
      userEvents.filter((name) => name !== '' && name !== '*'),
    ),
  ];
}
