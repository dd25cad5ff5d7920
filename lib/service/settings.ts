import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { types } from 'node:util';
import { createError } from '../errors.js';

/** Looks a setting up by its name. */
export type Settings = (name: string) => string | undefined;
type SettingsRecord = Readonly<Record<string, string | undefined>>;

/** Where settings come from, in this order. */
export interface SettingsSources {
  /** Comes first: what bootstrap was given. */
  readonly settings?: SettingsRecord | Settings | undefined;
  /** Comes second; default: the process's. */
  readonly environment?: SettingsRecord | undefined;
  /** Comes last; default: `local.settings.json` in the working directory. It need not exist. */
  readonly file?: string | undefined;
}

/** Settings from bootstrap's options, then the environment, then the file that Azure Functions users already have. */
export function createSettings(sources: SettingsSources = {}): Settings {
  const { settings, environment = process.env, file = 'local.settings.json' } = sources;
  const first = textsOf(typeof settings === 'function' ? settings : lookUpIn(settings ?? {}));
  const second = lookUpIn(environment);
  const third = lookUpIn(readValues(resolve(file)));
  return (name) => first(name) ?? second(name) ?? third(name);
}

function lookUpIn(values: SettingsRecord): Settings {
  return (name) => (Object.hasOwn(values, name) ? values[name] : undefined);
}

// Plain JavaScript may give anything, and a function that asks a vault gives a promise.
function textsOf(settings: Settings): Settings {
  return (name) => {
    const value: unknown = settings(name) ?? undefined;
    if (value === undefined || typeof value === 'string') return value;
    const problem = describe(value);
    throw createError('WPS_SETTING_INVALID', {
      setting: name,
      problem,
      expected: 'a text, which is there before bootstrap is called',
    });
  };
}

function describe(value: unknown): string {
  if (types.isPromise(value)) return 'a promise';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function readValues(path: string): SettingsRecord {
  const text = readIfThere(path);
  if (text === undefined) return {};
  const content = parse(text);
  if (!isRecord(content)) throw unreadable('it is no object');
  if (content['IsEncrypted'] === true)
    throw unreadable('its values are encrypted ("func settings decrypt" mends that)');
  const values = content['Values'] ?? {};
  if (!isRecord(values)) throw unreadable('"Values" is no object');
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, toText(name, value)]));
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw unreadable(`opening it failed (${code ?? 'unknown'})`, error);
  }
}

// The tools that write this file tolerate a byte order mark and comments.
function parse(text: string): unknown {
  const withoutComments = text
    .replace(/^\uFEFF/, '')
    .replace(/("(?:\\.|[^"\\])*")|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (_, literal?: string) => literal ?? '');
  try {
    return JSON.parse(withoutComments);
  } catch (error) {
    // The parser's own message quotes the text, which holds secrets; hence neither message nor cause.
    throw unreadable(error instanceof SyntaxError ? 'it is not JSON' : 'reading it failed');
  }
}

function toText(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw unreadable(`the value of "${name}" is no text`);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unreadable(problem: string, cause?: unknown): Error {
  return createError('WPS_SETTINGS_FILE', { problem }, cause === undefined ? undefined : { cause });
}
