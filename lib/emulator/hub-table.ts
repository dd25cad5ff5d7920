import { defaultHubSettings, readHubSettings, requireDistinctHubs, type ReadHubSettings } from './hub-settings.js';

/** The settings of every hub, changeable while connections are open; they count from the next event on. */
export class HubTable {
  readonly #initial: ReadonlyMap<string, ReadHubSettings>;
  #hubs: ReadonlyMap<string, ReadHubSettings> = new Map();
  #ofFile: ReadonlyMap<string, ReadHubSettings> = new Map();

  constructor(hubs: Readonly<Record<string, unknown>> = {}) {
    this.setAll(hubs);
    this.#initial = this.#hubs;
  }

  /** Back to the settings that it began with. */
  reset(): void {
    this.#hubs = this.#initial;
  }

  /** All or nothing: one wrong setting leaves everything as it was. */
  setAll(hubs: Readonly<Record<string, unknown>>): void {
    requireDistinctHubs(Object.keys(hubs));
    const read = new Map(this.#hubs);
    for (const [name, settings] of Object.entries(hubs)) read.set(name.toLowerCase(), readHubSettings(name, settings));
    this.#hubs = read;
  }

  /** The hubs of the settings file, all of them anew; a hub that was set otherwise goes before. Returns those that may have changed. */
  setFile(hubs: ReadonlyMap<string, ReadHubSettings>): readonly string[] {
    const before = this.#ofFile;
    this.#ofFile = hubs;
    return [...new Set([...before.keys(), ...hubs.keys()])];
  }

  /** Those that were set, in one way or another. */
  names(): readonly string[] {
    return [...new Set([...this.#hubs.keys(), ...this.#ofFile.keys()])];
  }

  /** A hub that was never set exists all the same. */
  get(hub: string): ReadHubSettings {
    const name = hub.toLowerCase();
    return this.#hubs.get(name) ?? this.#ofFile.get(name) ?? defaultHubSettings;
  }
}
