import type { FunctionInfo, ServiceHubSettings } from '../../index.js';

/** What a format writes down. */
export interface ConfigInput {
  /** Settings by the names of hubs. */
  readonly hubs: Readonly<Record<string, ServiceHubSettings>>;
  /** Where the service reaches the app, without a slash at its end. Every URL template begins with it. */
  readonly url: string;
  readonly functions: readonly FunctionInfo[];
}

/** Writes the settings of hubs in one language. */
export type Format = (input: ConfigInput) => string;

/** The part of a URL template behind the URL of the app. */
export function behind(url: string, urlTemplate: string): string {
  return urlTemplate.slice(url.length);
}

// ARM: group presence events are in preview.
const stable = '2024-03-01';
const preview = '2025-12-01-preview';

/** The version of ARM in which all of a hub's settings can be said. */
export function armVersion({ eventHandlers }: ServiceHubSettings): string {
  return eventHandlers.some(({ groupPresenceEvents }) => groupPresenceEvents !== undefined) ? preview : stable;
}

/** Gives each hub a name of letters, digits and `_` that no other one has, for languages that want such names. */
export function symbols(hubs: readonly string[]): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const entries = hubs.map((hub) => {
    const plain = hub.replaceAll(/\W/g, '_');
    let [symbol, count] = [plain, 1];
    while (taken.has(symbol.toLowerCase())) symbol = `${plain}_${String((count += 1))}`;
    taken.add(symbol.toLowerCase());
    return [hub, symbol] as const;
  });
  return new Map(entries);
}

/** JSON as a person would indent it. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
