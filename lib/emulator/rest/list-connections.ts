import type { GroupMember } from '../../protocol/operations.js';
import { badRequest, type Refusal } from '../broker/refusals.js';
import { jsonAnswer, latestVersion, refusalAnswer } from './answers.js';
import type { RestAnswer, RestQuery } from './rest-message.js';

const greatestPage = 200;
const greatestTop = 2_147_483_647;

/**
 * A page of a group. `members` are in the order of their ids, so that a page goes on behind the last one even when that is gone; `url` is the
 * request's own without its query.
 */
export function listConnections(members: readonly GroupMember[], url: string, query: RestQuery): RestAnswer {
  const size = readNumber(query, 'maxpagesize', greatestPage);
  const top = readNumber(query, 'top', greatestTop);
  const after = readToken(query);
  for (const value of [size, top, after]) if (typeof value === 'object') return refusalAnswer(value);
  return answerPage(members, url, { size, top, after } as Page);
}

interface Page {
  readonly size: number | undefined;
  readonly top: number | undefined;
  readonly after: string | undefined;
}

function answerPage(members: readonly GroupMember[], url: string, { size, top, after }: Page): RestAnswer {
  const left = members.filter(({ connectionId }) => after === undefined || connectionId > after);
  const count = Math.min(size ?? greatestPage, top ?? greatestTop);
  const page = left.slice(0, count);
  const isLast = left.length <= count || top === count;
  const value = page.map(({ connectionId, userId }) => ({ connectionId, userId: userId ?? null }));
  if (isLast) return jsonAnswer(200, { value });
  const next = { size, top: top === undefined ? undefined : top - count, after: page.at(-1)?.connectionId };
  return jsonAnswer(200, { value, nextLink: nextLink(url, next) });
}

// recorded (2024-12-01): the order of the query's members; the continuation token is the id of a connection on the page before.
function nextLink(url: string, { size, top, after }: Page): string {
  const query = new URLSearchParams();
  if (top !== undefined) query.append('top', String(top));
  if (size !== undefined) query.append('maxpagesize', String(size));
  query.append('continuationToken', after ?? '');
  query.append('api-version', latestVersion);
  return `${url}?${query.toString()}`;
}

function readToken(query: RestQuery): string | undefined | Refusal {
  const given = query.all('continuationToken');
  if (given.length === 0) return undefined;
  const text = given.length === 1 ? tokenOf(given[0] ?? '') : '';
  return isConnectionId(text) ? text : badRequest('The continuation token is not valid.', 'continuationToken');
}

// recorded: .NET sends a whole nextLink as continuationToken.
function tokenOf(text: string): string {
  const query = /^https?:\/\/[^?]*\?(.*)$/.exec(text)?.[1];
  return query === undefined ? text : (new URLSearchParams(query).get('continuationToken') ?? '');
}

// recorded: ids of the service, which have `-` and `_` too.
function isConnectionId(text: string): boolean {
  return /^[\w-]{31}$/.test(text);
}

function readNumber(query: RestQuery, name: string, most: number): number | undefined | Refusal {
  const given = query.all(name);
  if (given.length === 0) return undefined;
  const text = given.length === 1 ? (given[0] ?? '') : '';
  const isNumber = /^\d{1,10}$/.test(text) && Number(text) >= 1 && Number(text) <= most;
  return isNumber ? Number(text) : badRequest(`The field ${name} must be between 1 and ${most}.`, name);
}
