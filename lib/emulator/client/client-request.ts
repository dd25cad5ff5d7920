import type { IncomingMessage } from 'node:http';
import { splitSubprotocols } from '../../protocol/subprotocols.js';
import type { ValueLists } from '../upstream/connect-event.js';

/** A client's wish to open a WebSocket, read from its upgrade request. */
export interface ClientRequest {
  /** As the client spelled it. */
  readonly hub: string;
  readonly host: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  /** Names as the client spelled them; without `Authorization` and those of the service itself. */
  readonly headers: ValueLists;
  readonly subprotocols: readonly string[];
}

/** Reads an upgrade request; undefined when its path is none that clients have. */
export function readClientRequest(request: IncomingMessage): ClientRequest | undefined {
  const [path = '', ...queryParts] = (request.url ?? '').split('?');
  const query = new URLSearchParams(queryParts.join('?'));
  const hub = hubOf(path, query);
  if (hub === undefined) return undefined;
  return {
    hub,
    host: request.headers.host ?? '',
    query,
    authorization: request.headers.authorization,
    headers: headerLists(request.rawHeaders),
    subprotocols: splitSubprotocols(request.headers['sec-websocket-protocol']),
  };
}

function hubOf(path: string, query: URLSearchParams): string | undefined {
  const segment = /^\/client\/hubs\/([^/]*)\/?$/i.exec(path)?.[1];
  if (segment === undefined) return /^\/client\/?$/i.test(path) ? (query.get('hub') ?? '') : undefined;
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
}

function headerLists(rawHeaders: readonly string[]): ValueLists {
  const entries: [string, string][] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) entries.push([rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '']);
  // official emulator: neither credentials of the handshake nor headers of the service itself are business of the app.
  return valueLists(entries.filter(([name]) => !/^(authorization$|x-asrs-internal-)/i.test(name)));
}

/** Pairs as lists by name. */
export function valueLists(pairs: Iterable<readonly [string, string]>): ValueLists {
  const lists = new Map<string, string[]>();
  for (const [name, value] of pairs) {
    const values = lists.get(name);
    if (values === undefined) lists.set(name, [value]);
    else values.push(value);
  }
  return Object.fromEntries(lists);
}

/** The access token of the query, under its name in any letter case. */
export function queryToken(query: URLSearchParams): string | undefined {
  for (const [name, value] of query) if (name.toLowerCase() === 'access_token' && value !== '') return value;
  return undefined;
}
