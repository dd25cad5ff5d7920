import { isListOf } from '../metadata/options.js';
import type { OptionRule } from '../metadata/options.js';
import { isRecord } from '../invocation/own-keys.js';

/** The query of a URL: a name may come more than once. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

const isQueryValue = (value: unknown): boolean =>
  value === undefined || typeof value === 'string' || isListOf(value, (one) => typeof one === 'string');
const isQuery = (value: unknown): value is Query => isRecord(value) && Object.values(value).every(isQueryValue);

export const queryRule: OptionRule = { accepts: isQuery, expected: 'an object of texts, or of lists of texts' };

// service: its own parameters of a handshake, the token and those with which a reliable client comes back.
const ownNames = ['access_token', 'awps_connection_id', 'awps_reconnection_token'];

/** The query of a client's handshake. */
export const handshakeQueryRule: OptionRule = {
  accepts: (value) => isQuery(value) && !ownNames.some((name) => value[name] !== undefined),
  expected: `${queryRule.expected}, without ${ownNames.join(', ')}: who the client is, userId, roles and groups say`,
};

/** As it stands in a URL, without the question mark. */
export function formatQuery(query: Query): string {
  const pairs = Object.entries(query).flatMap(([name, value = []]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  );
  return new URLSearchParams(pairs).toString();
}

/** A URL that has a query already, with more of it. */
export function withQuery(url: string, query: Query): string {
  const more = formatQuery(query);
  return more === '' ? url : `${url}&${more}`;
}
