import type { AckError, ClientFrameOf } from '../../protocol/frames.js';
import { isGroupStateInLimits, type GroupState } from '../../protocol/group-state.js';
import type { BrokerRequests } from './broker-request.js';
import type { Broker } from './broker.js';
import type { Connection } from './connection.js';
import { forbidden } from './publish.js';

/** What a client may ask of the states of a group; each returns why not, where it may not. */
export const groupStateRequests: BrokerRequests<'setGroupState' | 'subscribeGroupState' | 'unsubscribeGroupState'> = {
  setGroupState(broker, connection, frame) {
    const { group, state } = frame;
    const refusal = setRefusal(broker, connection, frame);
    if (refusal !== undefined) return refusal;
    // Nothing is new where nothing was.
    if (state === undefined && !connection.groupStates.has(group)) return undefined;
    change(broker, connection, group, state);
    return undefined;
  },

  subscribeGroupState(broker, connection, { group }) {
    const { hub, permissions, stateSubscriptions } = connection;
    if (!permissions.getGroupState.allows(group)) return forbidden('get the state of', group);
    const { groupStates: limit } = broker.limits;
    if (isFull(limit, stateSubscriptions, group)) return tooMany(limit);
    stateSubscriptions.add(group);
    hub.states.subscribe(connection, group);
    broker.deliver(connection, { type: 'groupStateSnapshot', group, items: hub.states.items(group) });
    return undefined;
  },

  unsubscribeGroupState(_, connection, { group }) {
    connection.stateSubscriptions.delete(group);
    connection.hub.states.unsubscribe(connection, group);
  },
};

/** Takes the state of a connection away that has left a group. */
export function clearGroupState(broker: Broker, connection: Connection, group: string): void {
  if (connection.groupStates.has(group)) change(broker, connection, group, undefined);
}

/** Takes the subscriptions of a connection away that has ended. */
export function dropStateSubscriptions(connection: Connection): void {
  for (const group of connection.stateSubscriptions) connection.hub.states.unsubscribe(connection, group);
}

function setRefusal(
  { limits }: Broker,
  { permissions, groups, groupStates }: Connection,
  { group, state }: ClientFrameOf<'setGroupState'>,
): AckError | undefined {
  if (!permissions.setGroupState.allows(group)) return forbidden('set the state of', group);
  if (state === undefined) return undefined;
  if (!groups.has(group)) return badRequest(`The client is not in group '${group}'.`);
  if (!isGroupStateInLimits(state)) return badRequest('A state has at most 8192 characters.');
  return isFull(limits.groupStates, groupStates, group) ? tooMany(limits.groupStates) : undefined;
}

function isFull(limit: number, groups: ReadonlySet<string>, group: string): boolean {
  return groups.size >= limit && !groups.has(group);
}

function tooMany(limit: number): AckError {
  return badRequest(`A connection has states of at most ${limit} groups.`);
}

function badRequest(message: string): AckError {
  return { name: 'BadRequest', message };
}

function change(broker: Broker, connection: Connection, group: string, state: GroupState | undefined): void {
  const { states } = connection.hub;
  if (state === undefined) connection.groupStates.delete(group);
  else connection.groupStates.add(group);
  const item = states.set(connection, group, state, broker.clock.now());
  for (const subscriber of states.subscribers(group)) {
    broker.deliver(subscriber, { type: 'groupStateUpdate', group, items: [item] });
  }
}
