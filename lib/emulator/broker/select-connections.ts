import type { Connection } from './connection.js';
import { compileFilter } from './filter/compile-filter.js';

interface Selection {
  readonly filter?: string | undefined;
  readonly excluded?: readonly string[] | undefined;
}

/** Those whom an operation is for, all of them chosen before anything changes. The filter was checked; a wrong one takes nobody. */
export function selectConnections(
  connections: Iterable<Connection>,
  { filter, excluded }: Selection,
): readonly Connection[] {
  const leftOut = new Set(excluded);
  const chosen = [...connections].filter(({ id }) => !leftOut.has(id));
  if (!filter) return chosen;
  const compiled = compileFilter(filter);
  return 'problem' in compiled ? [] : chosen.filter((connection) => compiled.matches(subjectOf(connection)));
}

function subjectOf({ id, userId, groups, subprotocol }: Connection) {
  return { connectionId: id, userId, groups, protocol: subprotocol };
}
