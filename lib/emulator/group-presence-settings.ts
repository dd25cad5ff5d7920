import { groupEventNames, type GroupEventName } from '../protocol/event-type.js';
import { parseGroupPattern, type GroupPattern } from '../protocol/group-pattern.js';
import { readArray, readObject, readText, settingError } from './settings-reader.js';

/** Which comings and goings in groups an event handler is told of. */
export interface GroupPresenceSettings {
  /** Of `joined` and `left`; none unless said. */
  readonly eventNames?: readonly GroupEventName[] | null;
  /** Patterns over group names as roles have them, such as `room.*`; every group unless said. */
  readonly groupFilters?: readonly string[] | null;
}

export type TakesGroupEvent = (name: GroupEventName, group: string) => boolean;

/** Judges `groupPresenceEvents`; null means none, as it does in the service's own settings. */
export function readGroupPresence(value: unknown, path: string): TakesGroupEvent {
  if (value === undefined || value === null) return () => false;
  const { eventNames, groupFilters } = readObject(value, path, ['eventNames', 'groupFilters']);
  const names = readNames(eventNames ?? [], `${path}.eventNames`);
  const filters = readFilters(groupFilters ?? [], `${path}.groupFilters`);
  return (name, group) => names.has(name) && (filters.length === 0 || filters.some(({ matches }) => matches(group)));
}

function readNames(value: unknown, path: string): ReadonlySet<GroupEventName> {
  const names = readArray(value, path, 'event names').map((entry, index) => {
    const text = readText(entry, `${path}[${index}]`, 'an event name').toLowerCase();
    const name = groupEventNames.find((known) => known === text);
    if (name !== undefined) return name;
    throw settingError(`${path}[${index}]`, 'no event of groups', `They are ${groupEventNames.join(' and ')}.`);
  });
  return new Set(names);
}

function readFilters(value: unknown, path: string): readonly GroupPattern[] {
  return readArray(value, path, 'patterns over group names').map((entry, index) => {
    const pattern = parseGroupPattern(readText(entry, `${path}[${index}]`, 'a pattern'));
    if (pattern !== undefined) return pattern;
    const remedy = 'Use *, ** and ? with at most five stars; \\ stands before one that means itself.';
    throw settingError(`${path}[${index}]`, 'no pattern over group names', remedy);
  });
}
