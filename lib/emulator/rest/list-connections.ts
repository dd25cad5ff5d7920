import { createHmac, randomBytes } from 'node:crypto';
import { equalInConstantTime } from '../../protocol/signature.js';
import type { GroupMember } from '../../protocol/operations.js';
import { badRequest, type Refusal } from '../broker/refusals.js';
import { jsonAnswer, latestVersion, refusalAnswer } from './answers.js';
import type { RestAnswer, RestQuery } from './rest-message.js';

export interface ListScope {
  readonly hub: string;
  readonly group: string;
  /** The request's own URL without its query. */
  readonly url: string;
}

const greatestPage = 200;
const greatestToken = 2048;
const greatestTop = 2_147_483_647;

/** Cuts the list of a group into pages. A continuation token is good for its hub and group, and for this emulator alone. */
export class ConnectionPages {
  readonly #key = randomBytes(32);

  /** `members` are in the order of their ids, so that a page goes on behind the last one even when that is gone. */
  answer(members: readonly GroupMember[], scope: ListScope, query: RestQuery): RestAnswer {
    const size = readNumber(query, 'maxpagesize', greatestPage);
    const top = readNumber(query, 'top', greatestTop);
    const after = this.#readToken(query, scope);
    for (const value of [size, top, after]) if (typeof value === 'object') return refusalAnswer(value);
    return this.#page(members, scope, { size, top, after } as Page);
  }

  #page(members: readonly GroupMember[], scope: ListScope, { size, top, after }: Page): RestAnswer {
    const left = members.filter(({ connectionId }) => after === undefined || connectionId > after);
    const count = Math.min(size ?? greatestPage, top ?? greatestTop);
    const page = left.slice(0, count);
    const isLast = left.length <= count || top === count;
    const value = page.map(({ connectionId, userId }) => ({ connectionId, userId: userId ?? null }));
    if (isLast) return jsonAnswer(200, { value });
    const token = this.#sign(scope, page.at(-1)?.connectionId ?? '');
    return jsonAnswer(200, { value, nextLink: nextLink(scope, { size, top, after: token }, count) });
  }

  #readToken(query: RestQuery, scope: ListScope): string | undefined | Refusal {
    const given = query.all('continuationToken');
    if (given.length === 0) return undefined;
    const text = given.length === 1 ? tokenOf(given[0] ?? '') : '';
    const after = Buffer.from(text.split('.')[0] ?? '', 'base64url').toString('utf8');
    const isOurs = text.length <= greatestToken && equalInConstantTime(text, this.#sign(scope, after));
    return isOurs ? after : badRequest('The continuation token is not valid.', 'continuationToken');
  }

  #sign({ hub, group }: ListScope, after: string): string {
    const signature = createHmac('sha256', this.#key)
      .update(JSON.stringify([hub, group, after]))
      .digest('base64url');
    return `${Buffer.from(after).toString('base64url')}.${signature}`;
  }
}

interface Page {
  readonly size: number | undefined;
  readonly top: number | undefined;
  readonly after: string | undefined;
}

// recorded: the order of the query's members, with `top` counted down.
function nextLink({ url }: ListScope, { size, top, after }: Page, count: number): string {
  const query = new URLSearchParams();
  if (top !== undefined) query.append('top', String(top - count));
  if (size !== undefined) query.append('maxpagesize', String(size));
  query.append('continuationToken', after ?? '');
  query.append('api-version', latestVersion);
  return `${url}?${query.toString()}`;
}

// recorded: .NET sends a whole nextLink as continuationToken.
function tokenOf(text: string): string {
  const query = /^https?:\/\/[^?]*\?(.*)$/.exec(text)?.[1];
  return query === undefined ? text : (new URLSearchParams(query).get('continuationToken') ?? '');
}

function readNumber(query: RestQuery, name: string, most: number): number | undefined | Refusal {
  const given = query.all(name);
  if (given.length === 0) return undefined;
  const text = given.length === 1 ? (given[0] ?? '') : '';
  const isNumber = /^\d{1,10}$/.test(text) && Number(text) >= 1 && Number(text) <= most;
  return isNumber ? Number(text) : badRequest(`The field ${name} must be between 1 and ${most}.`, name);
}
