import { createError } from '../errors.js';
import { isLoopback } from '../protocol/connection-string.js';

/** Where a URL may have plain http. */
export interface PlainHttp {
  readonly plain: 'anywhere' | 'loopback' | 'nowhere';
}

const expectations: Readonly<Record<PlainHttp['plain'], string>> = {
  anywhere: 'a URL with http or https, a host and nothing behind it',
  loopback:
    'a URL with https (or http on this machine), a host and nothing behind it; Entra tokens never travel in the open',
  nowhere: 'a URL with https, a host and nothing behind it, for example https://<name>.webpubsub.azure.com',
};

/**
 * Reads a setting that is the URL of a host. What calls it puts paths of its own behind; one that was there would be left out without a word.
 * Gives the URL without a slash at its end.
 */
export function readHostUrl(setting: string, text: string, { plain }: PlainHttp): string {
  const problem = problemOf(text, plain);
  if (problem === undefined) return text.replace(/\/+$/, '');
  throw createError('WPS_SETTING_INVALID', { setting, problem, expected: expectations[plain] });
}

function problemOf(text: string, plain: PlainHttp['plain']): string | undefined {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return 'not a URL';
  const { protocol, hostname, pathname, search, hash, username, password } = new URL(text);
  if (!/^\/?$/.test(pathname + search + hash) || username + password !== '') return 'a URL with more than a host';
  const open = protocol === 'http:' && !(plain === 'anywhere' || (plain === 'loopback' && isLoopback(hostname)));
  return open ? 'a URL with plain http' : undefined;
}
