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

/** Which events of groups a handler takes, and how that was said. */
export interface GroupPresence {
  readonly takes: TakesGroupEvent;
  readonly said: { readonly groupEvents: readonly string[]; readonly groupFilters: readonly string[] };
}

const noPresence: GroupPresence = { takes: () => false, said: { groupEvents: [], groupFilters: [] } };

/** Judges `groupPresenceEvents`; null means none, as it does in the service's own settings. */
export function readGroupPresence(value: unknown, path: string): GroupPresence {
  if (value === undefined || value === null) return noPresence;
  const { eventNames, groupFilters } = readObject(value, path, ['eventNames', 'groupFilters']);
  const names = readNames(eventNames ?? [], `${path}.eventNames`);
  const filters = readFilters(groupFilters ?? [], `${path}.groupFilters`);
  return {
    takes: (name, group) =>
      names.has(name) && (filters.length === 0 || filters.some(({ pattern }) => pattern.matches(group))),
    said: { groupEvents: [...names], groupFilters: filters.map(({ text }) => text) },
  };
}

interface Filter {
  readonly text: string;
  readonly pattern: GroupPattern;
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

function readFilters(value: unknown, path: string): readonly Filter[] {
  return readArray(value, path, 'patterns over group names').map((entry, index) => {
    const text = readText(entry, `${path}[${index}]`, 'a pattern');
    const pattern = parseGroupPattern(text);
    if (pattern !== undefined) return { text, pattern };
    const remedy = 'Use *, ** and ? with at most five stars; \\ stands before one that means itself.';
    throw settingError(`${path}[${index}]`, 'no pattern over group names', remedy);
  });
}
