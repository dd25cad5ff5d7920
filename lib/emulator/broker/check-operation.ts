import { isGroupName } from '../../protocol/names.js';
import { compileFilter } from './filter/compile-filter.js';
import { badRequest, invalidGroup, invalidGroups, invalidValue, type Refusal } from './refusals.js';

/** Any operation, with what it does not have left out; a REST codec asks before it has read a body. */
export interface CheckedFields {
  readonly group?: string;
  readonly groups?: readonly string[];
  readonly userId?: string;
  readonly connectionId?: string;
  readonly permission?: string;
  readonly targetName?: string;
  readonly filter?: string;
  readonly messageTtlSeconds?: number;
}

/** What is wrong with the parameters of an operation, the first of it. */
export function checkOperation(operation: CheckedFields): Refusal | undefined {
  return checks.map((check) => check(operation)).find((refusal) => refusal !== undefined);
}

const checks: readonly ((fields: CheckedFields) => Refusal | undefined)[] = [
  ({ filter, groups }) => checkFilter(filter, groups === undefined ? 'filter' : 'Filter'),
  ({ group }) => (group === undefined || isGroupName(group) ? undefined : invalidGroup),
  ({ permission, targetName }) =>
    permission === undefined || (targetName !== undefined && isGroupName(targetName)) ? undefined : invalidGroup,
  ({ groups }) =>
    groups === undefined || (groups.length > 0 && groups.every(isGroupName)) ? undefined : invalidGroups,
  ({ userId }) => checkId(userId, 'userId'),
  ({ connectionId }) => checkId(connectionId, 'connectionId'),
  ({ messageTtlSeconds: ttl }) =>
    ttl === undefined || (Number.isInteger(ttl) && ttl >= 0 && ttl <= 300)
      ? undefined
      : badRequest('The field messageTtlSeconds must be between 0 and 300.', 'messageTtlSeconds'),
];

// official emulator: an empty filter is none.
function checkFilter(filter: string | undefined, target: 'filter' | 'Filter'): Refusal | undefined {
  if (!filter) return undefined;
  const compiled = compileFilter(filter);
  return 'problem' in compiled ? invalidValue(compiled.problem, target) : undefined;
}

function checkId(id: string | undefined, name: string): Refusal | undefined {
  return id?.trim() === '' ? badRequest(`The ${name} must not be blank.`, name) : undefined;
}
