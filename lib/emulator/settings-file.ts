import { readFileSync, realpathSync, watch, type FSWatcher } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createError } from '../errors.js';
import type { ReadHubSettings } from './hub-settings.js';
import type { EmulatorLog } from './log.js';
import { trace } from './log.js';
import { readSettingsDocument } from './settings-document.js';

export interface SettingsFileOptions {
  readonly path: string;
  /** Given the hubs of the file: all of them, or nothing where one is wrong. */
  readonly onHubs: (hubs: ReadonlyMap<string, ReadHubSettings>) => void;
  readonly log: EmulatorLog;
}

// A save is several events: an editor may empty a file and fill it, or put another in its place.
const settleMilliseconds = 50;

/** A file with the settings of hubs that is read again when it changes. What is wrong then is logged, and the last good settings stay. */
export class SettingsFile {
  readonly #options: SettingsFileOptions;
  readonly #path: string;
  #watchers: readonly FSWatcher[] = [];
  #text: string;
  #timer: NodeJS.Timeout | undefined;

  /** @throws ConfigurationError when the file cannot be read, or holds what it should not. */
  constructor(options: SettingsFileOptions) {
    this.#options = options;
    this.#path = resolve(options.path);
    this.#text = readText(this.#path);
    options.onHubs(readSettingsDocument(this.#text, this.#path));
  }

  /** Goes on reading it until it is closed. */
  watch(): void {
    this.#watchers = watchedFolders(this.#path).flatMap((folder) => this.#watch(folder));
    // It may have changed since it was read.
    this.#changed();
  }

  close(): void {
    clearTimeout(this.#timer);
    for (const watcher of this.#watchers) watcher.close();
  }

  /** Whoever replaces a file leaves a watcher of the file itself with the old one; hence the folder. */
  #watch(folder: string): readonly FSWatcher[] {
    try {
      const watcher = watch(folder, () => this.#changed());
      watcher.on('error', (error) => this.#unwatched(error));
      return [watcher];
    } catch (error) {
      this.#unwatched(error);
      return [];
    }
  }

  #unwatched(error: unknown): void {
    const details = { file: this.#path, problem: (error as Error).message };
    this.#options.log.warn(details, 'The settings file cannot be watched: changes count from the next start.');
  }

  #changed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#readAgain(), settleMilliseconds);
  }

  #readAgain(): void {
    const { log, onHubs } = this.#options;
    const details = { file: this.#path };
    try {
      const text = readText(this.#path);
      // Another file of the folder, or a save without a change.
      if (text === this.#text) return;
      this.#text = text;
      onHubs(readSettingsDocument(text, this.#path));
      trace('settings were read again from %s', this.#path);
      log.info?.(details, 'The settings file was read again.');
    } catch (error) {
      const { message: problem } = error as Error;
      log.warn({ ...details, problem }, 'The settings file cannot be used: the last good settings stay.');
    }
  }
}

/** The folder of the file and, where it is a link, of what it leads to. */
function watchedFolders(path: string): readonly string[] {
  try {
    return [...new Set([dirname(path), dirname(realpathSync(path))])];
  } catch {
    // It is not there, which reading it says.
    return [];
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw createError('WPS_EMULATOR_SETTINGS_FILE', { file, problem: `reading it failed (${code})` }, { cause: error });
  }
}
