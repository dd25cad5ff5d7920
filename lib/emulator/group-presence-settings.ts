import { groupEventNames, type GroupEventName } from '../protocol/event-type.js';
import { parseGroupPattern, type GroupPattern } from '../protocol/group-pattern.js';
import { readArray, readObject, readText, settingError } from './settings-reader.js';

/** Which events of joining and leaving groups an event handler gets, in the service's own names. */
export interface GroupPresenceSettings {
  /** Of `joined` and `left`; without them, none. */
  readonly eventNames?: readonly GroupEventName[] | null;
  /** Patterns as roles have them, for example `room.*`; without them, every group. */
  readonly groupFilters?: readonly string[] | null;
}

/** Whether an event handler takes an event of a group. */
export type TakesGroupEvent = (name: GroupEventName, group: string) => boolean;

/** Judges `groupPresenceEvents` of an event handler; null is none. */
export function readGroupPresence(value: unknown, path: string): TakesGroupEvent {
  if (value === undefined || value === null) return () => false;
  const values = readObject(value, path, ['eventNames', 'groupFilters']);
  const names = readList(values['eventNames'], `${path}.eventNames`, 'event names', readEventName);
  const filters = readList(values['groupFilters'], `${path}.groupFilters`, 'group names or patterns', readFilter);
  const takesGroup = (group: string): boolean =>
    filters.length === 0 || filters.some((filter) => filter.matches(group));
  return (name, group) => names.includes(name) && takesGroup(group);
}

function readList<T>(
  value: unknown,
  path: string,
  expected: string,
  readEntry: (text: string, path: string) => T,
): readonly T[] {
  const entries = readArray(value ?? [], path, expected);
  return entries.map((entry, index) => readEntry(readText(entry, `${path}[${index}]`, 'text'), `${path}[${index}]`));
}

function readEventName(text: string, path: string): GroupEventName {
  const name = groupEventNames.find((known) => known === text.toLowerCase());
  if (name !== undefined) return name;
  throw settingError(path, 'no event of groups', `Events of groups are ${groupEventNames.join(', ')}.`);
}

// assumed: the language of the patterns in roles.
function readFilter(text: string, path: string): GroupPattern {
  const pattern = parseGroupPattern(text);
  if (pattern !== undefined) return pattern;
  throw settingError(
    path,
    'no pattern',
    'A pattern has up to 1024 characters and up to five *; \\ stands before *, ? and \\ alone.',
  );
}
