import { readFileSync } from 'node:fs';
import { createError } from '../errors.js';

/** @throws ConfigurationError for a settings file that cannot be read. */
export function readSettingsText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw createError('WPS_EMULATOR_SETTINGS_FILE', { file, problem: `reading it failed (${code})` }, { cause: error });
  }
}
