import type { Permission } from '../../protocol/operations.js';
import type { CheckedFields } from '../broker/check-operation.js';
import { badRequest, type Refusal } from '../broker/refusals.js';
import type { RestQuery } from './rest-message.js';
import type { RouteMatch, RouteName } from './routes.js';

/** The parameters of an operation that path and query hold. */
export interface ReadFields extends CheckedFields {
  readonly permission?: Permission;
  readonly excluded?: readonly string[];
  readonly reason?: string;
}

// official emulator: a permission goes by its name in any letter case or by its number.
const permissions: ReadonlyMap<string, Permission> = new Map([
  ['sendtogroup', 'sendToGroup'],
  ['joinleavegroup', 'joinLeaveGroup'],
  ['1', 'sendToGroup'],
  ['2', 'joinLeaveGroup'],
]);

// contract: the operations whose query has a filter; elsewhere it is a word that the service does not know.
const filtered: ReadonlySet<RouteName> = new Set(['sendToAll', 'sendToGroup', 'sendToUser']);

/** Reads path and query; what they hold is judged by `checkOperation`. */
export function readFields(
  { name, parameters }: RouteMatch,
  query: RestQuery,
): ReadFields | { readonly refusal: Refusal } {
  const { permission: permissionName, ...ids } = parameters;
  const permission = permissions.get(permissionName?.toLowerCase() ?? '');
  if (permissionName !== undefined && permission === undefined) {
    return { refusal: badRequest(`The value '${permissionName}' is not valid.`, 'permission') };
  }
  const ttl = query.one('messageTtlSeconds');
  if (ttl !== undefined && !/^-?\d{1,10}$/.test(ttl)) {
    return { refusal: badRequest(`The value '${ttl}' is not valid for messageTtlSeconds.`, 'messageTtlSeconds') };
  }
  const excluded = query.all('excluded');
  return {
    ...ids,
    ...(permission === undefined ? {} : { permission }),
    ...optional('targetName', query),
    ...(filtered.has(name) ? optional('filter', query) : {}),
    ...optional('reason', query),
    ...(ttl === undefined ? {} : { messageTtlSeconds: Number(ttl) }),
    ...(excluded.length === 0 ? {} : { excluded }),
  };
}

function optional<N extends string>(name: N, query: RestQuery): Partial<Record<N, string>> {
  const value = query.one(name);
  return value === undefined ? {} : ({ [name]: value } as Record<N, string>);
}
