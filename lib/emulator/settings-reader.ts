import { createError } from '../errors.js';

/** A setting that cannot be used: where it stands, what is wrong with it and what to write instead. */
export function settingError(setting: string, problem: string, remedy: string): Error {
  return createError('WPS_EMULATOR_SETTING', { setting, problem, remedy });
}

/** Reads an object of known keys; anything else is refused by its path. */
export function readObject(
  value: unknown,
  path: string,
  keys: readonly string[],
  later: readonly string[] = [],
): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw settingError(path || 'options', `${describe(value)} instead of an object`, `It takes ${keys.join(', ')}.`);
  }
  for (const key of Object.keys(value)) {
    if (keys.includes(key)) continue;
    const problem = later.includes(key) ? 'not supported by the emulator yet' : 'unknown';
    throw settingError(`${path}.${key}`.replace(/^\./, ''), problem, `It takes ${keys.join(', ')}.`);
  }
  return value as Readonly<Record<string, unknown>>;
}

export function readArray(value: unknown, path: string, expected: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw settingError(path, `${describe(value)} instead of an array`, `Give it an array of ${expected}.`);
}

export function readText(value: unknown, path: string, expected: string): string {
  if (typeof value === 'string') return value;
  throw settingError(path, `${describe(value)} instead of text`, `Give it ${expected}.`);
}

export function readInteger(value: unknown, path: string, least: number, most: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw settingError(path, `no whole number from ${least} to ${most}`, 'Give it one, or leave it out.');
}

function describe(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : `of type ${typeof value}`;
}
