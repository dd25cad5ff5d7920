import { statSync } from 'node:fs';
import { resolve } from 'node:path';
// Not the global ones, which a test runner may have replaced.
import { clearInterval, setInterval } from 'node:timers';
import type { ReadHubSettings } from './hub-settings.js';
import type { EmulatorLog } from './log.js';
import { trace } from './log.js';
import { readSettingsDocument } from './settings-document.js';
import { readSettingsText } from './settings-text.js';

export interface SettingsFileOptions {
  readonly path: string;
  /** Given the hubs of the file: all of them, or nothing where one is wrong. */
  readonly onHubs: (hubs: ReadonlyMap<string, ReadHubSettings>) => void;
  /** Told why a change does not count; the log is told, too. */
  readonly onRefused?: (why: string) => void;
  readonly log: EmulatorLog;
}

// Watchers of the system say nothing when a folder or a link is replaced, nor of the disks of other machines: the file is looked at instead.
const pauseMilliseconds = 50;
// What a pipe holds is gone once it was read, and waiting for more would stop everything.
const readOnce = 'a pipe';

/** A file with the settings of hubs that is read again when it changes. What is wrong then is logged, and the last good settings stay. */
export class SettingsFile {
  readonly #options: SettingsFileOptions;
  readonly #path: string;
  /** As it was last read; undefined when that failed. */
  #text: string | undefined;
  #readVersion: string;
  #seenVersion: string;
  #timer: NodeJS.Timeout | undefined;

  /** @throws ConfigurationError when the file cannot be read, or holds what it should not. */
  constructor(options: SettingsFileOptions) {
    this.#options = options;
    this.#path = resolve(options.path);
    this.#readVersion = this.#seenVersion = versionOf(this.#path);
    this.#text = readSettingsText(this.#path);
    options.onHubs(readSettingsDocument(this.#text, this.#path));
  }

  /** Goes on reading it until it is closed; by itself that keeps no process alive. */
  watch(): void {
    if (this.#readVersion !== readOnce) this.#timer = setInterval(() => this.#look(), pauseMilliseconds).unref();
  }

  close(): void {
    clearInterval(this.#timer);
  }

  /** A save is several steps (an editor may empty a file and fill it): it is over when a pause has brought no more. */
  #look(): void {
    const version = versionOf(this.#path);
    const isOver = version === this.#seenVersion;
    this.#seenVersion = version;
    if (!isOver || version === this.#readVersion || version === readOnce) return;
    this.#readVersion = version;
    this.#readAgain();
  }

  #readAgain(): void {
    const { log, onHubs, onRefused } = this.#options;
    const details = { file: this.#path };
    const before = this.#text;
    this.#text = undefined;
    try {
      const text = readSettingsText(this.#path);
      this.#text = text;
      // A save without a change.
      if (text === before) return;
      onHubs(readSettingsDocument(text, this.#path));
      trace('settings were read again from %s', this.#path);
      log.info?.(details, 'The settings file was read again.');
    } catch (error) {
      const { message: problem } = error as Error;
      onRefused?.(problem);
      log.warn({ ...details, problem }, 'The settings file cannot be used: the last good settings stay.');
    }
  }
}

/** Another one when the file may hold something else. */
function versionOf(path: string): string {
  try {
    const stats = statSync(path, { bigint: true });
    if (!stats.isFile() && !stats.isDirectory()) return readOnce;
    return [stats.dev, stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join();
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  }
}
