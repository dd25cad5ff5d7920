import { UsageError } from './command.js';

const defaultPath = '/api/webpubsub/hubs/{hub}';

/** Where events are posted to when nobody says it. */
export const defaultAppUrl = 'http://localhost:3000';

/** The URL template of an event handler: as it was given, or of an app alone with the path of `bootstrap`. */
export function toUrlTemplate(text: string): string {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text))
    throw new UsageError(`--url takes a URL such as ${defaultAppUrl}, with or without the path of events.`);
  const { pathname, search, origin } = new URL(text);
  return pathname === '/' && search === '' ? origin + defaultPath : text;
}

/** A URL without its query, which may hold a key. */
export function withoutQuery(url: string): string {
  return url.replace(/\?.*$/s, '');
}
