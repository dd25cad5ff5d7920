import { readFileSync } from 'node:fs';
import type { HubSettings } from './hub-settings.js';
import type { EmulatorOptions } from './options.js';
import { readHubEntries } from './settings-document.js';
import { settingError } from './settings-reader.js';

/** @inline */
type Environment = Readonly<Record<string, string | undefined>>;
/** Reads the text of a variable; `name` is for errors. */
type Read = (text: string, name: string) => Partial<Writable<EmulatorOptions>>;
type Writable<T> = { -readonly [K in keyof T]: T[K] };

const prefix = 'WEB_PUBSUB_EMULATOR_';
const pair = ['TLS_KEY_FILE', 'TLS_CERT_FILE'] as const;

const variables: Readonly<Record<string, Read>> = {
  PORT: (text, name) => ({ port: readPort(text, name) }),
  HOST: (host) => ({ host }),
  ACCESS_KEY: (accessKey) => ({ accessKey }),
  SECONDARY_ACCESS_KEY: (secondaryAccessKey) => ({ secondaryAccessKey }),
  SETTINGS_FILE: (settingsFile) => ({ settingsFile }),
  HUBS: (text, name) => ({ hubs: readHubs(text, name) }),
  TLS: (text, name) => ({ tls: readSwitch(text, name) }),
  // Read together, below.
  TLS_KEY_FILE: () => ({}),
  TLS_CERT_FILE: () => ({}),
};

/**
 * The options that environment variables hold: `WEB_PUBSUB_EMULATOR_PORT` and its like. The command reads them by itself; in process they are
 * spread where they should count: `startEmulator({ ...optionsFromEnvironment(), port: 0 })`. A variable that is unknown or wrong is
 * `WPS_EMULATOR_SETTING`.
 */
export function optionsFromEnvironment(environment: Environment = process.env): EmulatorOptions {
  const options: Partial<Writable<EmulatorOptions>> = {};
  for (const [name, text = ''] of Object.entries(environment)) {
    if (!name.startsWith(prefix)) continue;
    const key = name.slice(prefix.length);
    const read = Object.hasOwn(variables, key) ? variables[key] : undefined;
    if (read === undefined) throw unknownVariable(name);
    if (text !== '') Object.assign(options, read(text, name));
  }
  return options.tls === false ? options : { ...options, ...readPair(environment) };
}

function unknownVariable(name: string): Error {
  const known = Object.keys(variables).map((key) => prefix + key);
  return settingError(name, 'unknown', `The variables are ${known.join(', ')}.`);
}

function readPair(environment: Environment): Pick<EmulatorOptions, 'tls'> {
  const [key, cert] = pair.map((name) => environment[prefix + name] || undefined);
  if (key === undefined && cert === undefined) return {};
  if (key !== undefined && cert !== undefined) {
    return { tls: { key: readFile(key, prefix + pair[0]), cert: readFile(cert, prefix + pair[1]) } };
  }
  const [given, missing] = key === undefined ? [pair[1], pair[0]] : pair;
  throw settingError(prefix + missing, `missing beside ${prefix}${given}`, 'Give both, or neither.');
}

function readFile(path: string, name: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw settingError(name, `a file that cannot be read (${code})`, 'Give it the path of a PEM file.');
  }
}

function readPort(text: string, name: string): number {
  if (/^\d{1,5}$/.test(text)) return Number(text);
  throw settingError(name, 'no whole number from 0 to 65535', 'Give it one, or leave it out.');
}

function readSwitch(text: string, name: string): boolean {
  const value = text.toLowerCase();
  if (value === 'true' || value === 'false') return value === 'true';
  throw settingError(name, 'neither "true" nor "false"', 'Write one of them, or leave it out.');
}

/** The same that a settings file holds below `hubs`. */
function readHubs(text: string, name: string): Readonly<Record<string, HubSettings>> {
  const entries = readHubEntries(parse(text, name));
  return Object.fromEntries(entries.map((entry) => [entry.name, entry.settings as HubSettings]));
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Without the parser's own words, which quote the text.
    throw settingError(name, 'no JSON', 'Write the hubs as a settings file does: { "chat": { "properties": { … } } }.');
  }
}
