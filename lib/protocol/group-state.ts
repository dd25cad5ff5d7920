/** What a connection tells of itself in one group: texts by name. */
export type GroupState = Readonly<Record<string, string>>;

/** One connection's state in a group; without `state` it has none any more. */
export interface GroupStateItem {
  readonly connectionId: string;
  readonly userId: string | undefined;
  readonly state?: GroupState;
  /** Milliseconds since 1970; it grows with every change of a connection. */
  readonly updatedAt: number;
}

// assumed: as much as metadata may have in all.
const greatestState = 8_192;

/** Whether a state is no larger than the emulator takes: 8,192 characters of names and texts. */
export function isGroupStateInLimits(state: GroupState): boolean {
  return Object.entries(state).reduce((sum, [name, text]) => sum + name.length + text.length, 0) <= greatestState;
}
