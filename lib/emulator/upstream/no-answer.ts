import { isError } from '../../errors.js';

/** Why a call brought no answer. Of the URL only what no log needs to hide: `?code=…` is a key. */
export function describeNoAnswer(url: string, error: unknown): string {
  return `${withoutQuery(url)} gave no answer: ${reasonOf(error)}`;
}

export function withoutQuery(url: string): string {
  return url.replace(/\?.*$/s, '');
}

function reasonOf(error: unknown): string {
  if (!isError(error)) return String(error);
  // Where both addresses of localhost refuse, there is no message but a code.
  return error.message !== '' ? error.message : 'code' in error ? String(error.code) : error.name;
}
