import type { TapContents } from '../tap/entries.js';
import type { RestAnswer, RestRequest } from './rest-message.js';
import { findRoute } from './routes.js';

/** A call as an entry has it. */
export function tappedCall({ method, path }: RestRequest): TapContents['rest.called'] {
  const route = findRoute(method, path);
  if ('allow' in route) return { method, path };
  return { hub: route.hub.toLowerCase(), method, path, operation: route.name };
}

/** An answer as an entry has it: where it says no, with the reason. */
export function tappedAnswer({ status, headers, body }: RestAnswer): TapContents['rest.answered'] {
  if (status < 400) return { status };
  const why = headers?.['www-authenticate'] ?? messageOf(body, headers?.['content-type']);
  return why === undefined ? { status } : { status, why };
}

function messageOf(body: string | undefined, type: string | undefined): string | undefined {
  if (body === undefined || type?.startsWith('text/') === true) return body;
  const { message } = JSON.parse(body) as { readonly message?: unknown };
  return typeof message === 'string' ? message : undefined;
}
