import { createError } from '../errors.js';
import { readHubSettings, requireDistinctHubs, type ReadHubSettings } from './hub-settings.js';
import { readObject, settingError } from './settings-reader.js';

/** The settings of a hub as they were written, and where they stand. */
export interface HubEntry {
  readonly name: string;
  readonly settings: unknown;
  readonly path: string;
}

// ARM: what a hub has beside its settings; it says nothing here.
const resourceKeys = ['properties', 'id', 'name', 'type', 'resourceGroup', 'systemData'];
// ARM: settings that a hub without them has all the same, empty.
const emptyKeys = ['eventListeners', 'chat'];

/** Reads the text of a settings file: `{ "hubs": { "chat": { "properties": { … } } } }`, as the service's own resources are written. */
export function readSettingsDocument(text: string, file: string): ReadonlyMap<string, ReadHubSettings> {
  const { hubs } = readObject(parse(text, file), '', ['hubs', '$schema']);
  const entries = readHubEntries(hubs ?? {}).map(({ name, settings, path }) => {
    return [name.toLowerCase(), readHubSettings(name, settings, path)] as const;
  });
  return new Map(entries);
}

/** The hubs of a document; the settings of each are judged by whoever uses them. */
export function readHubEntries(hubs: unknown): readonly HubEntry[] {
  if (typeof hubs !== 'object' || hubs === null || Array.isArray(hubs)) {
    throw settingError('hubs', 'no object', 'It takes the settings of hubs by their names.');
  }
  const entries = Object.entries(hubs).map(([name, hub]) => readHubEntry(name, hub));
  requireDistinctHubs(entries.map(({ name }) => name));
  return entries;
}

function readHubEntry(name: string, hub: unknown): HubEntry {
  const path = `hubs.${name}`;
  // official emulator: a hub that is null has no settings.
  if (hub === null) return { name, settings: {}, path };
  const isResource = typeof hub === 'object' && Object.hasOwn(hub, 'properties');
  if (!isResource) return { name, settings: withoutEmpty(hub), path };
  const { properties } = readObject(hub, path, resourceKeys);
  return { name, settings: withoutEmpty(properties ?? {}), path: `${path}.properties` };
}

function withoutEmpty(settings: unknown): unknown {
  if (typeof settings !== 'object' || settings === null || Array.isArray(settings)) return settings;
  const isEmpty = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);
  return Object.fromEntries(
    Object.entries(settings).filter(([key, value]) => !(emptyKeys.includes(key) && isEmpty(value))),
  );
}

function parse(text: string, file: string): unknown {
  try {
    // Editors of Windows begin a file with a byte order mark.
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    // The parser's own message quotes the text, which may hold a key in a URL.
    const problem = `it is no JSON${placeOf(text, (error as Error).message)}`;
    throw createError('WPS_EMULATOR_SETTINGS_FILE', { file, problem });
  }
}

function placeOf(text: string, message: string): string {
  const position = /position (\d+)/.exec(message)?.[1];
  if (position === undefined) return '';
  const lines = text.slice(0, Number(position)).split('\n');
  return ` (line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1})`;
}
