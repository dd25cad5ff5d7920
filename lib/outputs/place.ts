import type { Step } from './order.js';
import type { Command } from './output.js';

type Places = {
  readonly [N in Command['name']]?: (operation: Extract<Command, { readonly name: N }>) => readonly Step[];
};

/**
 * The operations of which two may be under way together, because nobody could tell: sends to different users; sends to
 * different connections; membership changes of different groups, or of different users or different connections in one group.
 */
const places: Places = {
  sendToUser: ({ userId }) => [{ track: 'users', lane: userId }],
  sendToConnection: ({ connectionId }) => [{ track: 'connections', lane: connectionId }],
  addUserToGroup: inGroup,
  removeUserFromGroup: inGroup,
  addConnectionToGroup: inGroup,
  removeConnectionFromGroup: inGroup,
};

/** Beside nothing else. */
export const alone: readonly Step[] = [{ track: undefined, lane: '' }];

/** Where an operation stands among those that were added before it. */
export function placeOf(operation: Command): readonly Step[] {
  const place = places[operation.name] as ((operation: Command) => readonly Step[]) | undefined;
  return place?.(operation) ?? alone;
}

type Change =
  { readonly group: string; readonly userId: string } | { readonly group: string; readonly connectionId: string };

function inGroup(change: Change): readonly Step[] {
  const member: Step =
    'userId' in change ? { track: 'users', lane: change.userId } : { track: 'connections', lane: change.connectionId };
  return [{ track: 'memberships', lane: change.group }, member];
}
