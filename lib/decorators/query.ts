import type { ConnectContext, ValuesByName } from '../invocation/contexts/connect-context.js';
import type { HttpContext } from '../invocation/contexts/http-context.js';
import { bindPart, keyOf } from './bind.js';
import type { PartDecoration } from './bind.js';

/**
 * The query parameters, each with all its values, or the first value of one: of the client's URL on `connect`, of the request on an HTTP
 * function.
 */
export function Query(name: string): PartDecoration<string | undefined>;
export function Query(): PartDecoration<ValuesByName>;
export function Query(...said: readonly string[]): PartDecoration<never> {
  const [name] = said;
  const read = ({ query }: ConnectContext<unknown> | HttpContext) =>
    name === undefined ? allValues(query) : valuesOf(query, name)[0];
  return bindPart(read, { name: '@Query', on: ['connect', 'http'] }, keyOf('name', said));
}

type GivenQuery = ConnectContext['query'] | HttpContext['query'];

function allValues(query: GivenQuery): ValuesByName {
  return Object.fromEntries(Object.keys(query).map((name) => [name, valuesOf(query, name)]));
}

function valuesOf(query: GivenQuery, name: string): readonly string[] {
  const value = Object.hasOwn(query, name) ? query[name] : undefined;
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}
