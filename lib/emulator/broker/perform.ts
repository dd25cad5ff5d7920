import type { MessageFrame } from '../../protocol/frames.js';
import type { OperationName, OperationParameters, OperationResults } from '../../protocol/operations.js';
import type { Broker } from './broker.js';
import { checkOperation, type CheckedFields } from './check-operation.js';
import type { Connection } from './connection.js';
import { selectConnections } from './select-connections.js';
import type { Hub } from './hub.js';
import { missingConnection, missingUser, tooManyPermissions, type Refusal } from './refusals.js';

/** What became of an operation. */
export type Outcome<N extends OperationName = OperationName> =
  { readonly value: OperationResults[N] } | { readonly refusal: Refusal };

type Handlers = {
  readonly [N in OperationName]: (
    call: { readonly broker: Broker; readonly hub: Hub<Connection> },
    operation: OperationParameters[N],
  ) => Outcome<N>;
};

/** The outcome of an operation whose answer says nothing. */
type Done = { readonly value: undefined } | { readonly refusal: Refusal };

const done = { value: undefined };

/** Runs one operation against a hub: the whole REST interface, without HTTP. */
export function perform<N extends OperationName>(
  broker: Broker,
  hub: Hub<Connection>,
  operation: { readonly name: N } & OperationParameters[N],
): Outcome<N> {
  const refusal = checkOperation(operation as CheckedFields);
  if (refusal !== undefined) return { refusal };
  return handlers[operation.name]({ broker, hub }, operation);
}

const handlers: Handlers = {
  sendToAll: ({ broker, hub }, operation) => send(broker, hub.connections(), fromServer, operation),
  sendToGroup: ({ broker, hub }, operation) =>
    send(broker, hub.inGroup(operation.group), { from: 'group', group: operation.group }, operation),
  sendToUser: ({ broker, hub }, operation) => send(broker, hub.ofUser(operation.userId), fromServer, operation),
  sendToConnection: ({ broker, hub }, operation) =>
    send(broker, one(hub, operation.connectionId), fromServer, operation),

  addConnectionToGroup({ hub }, { group, connectionId }) {
    const connection = hub.connection(connectionId);
    if (connection === undefined) return { refusal: missingConnection('Error', connectionId) };
    hub.join(connection, group);
    return done;
  },
  removeConnectionFromGroup: ({ hub }, { group, connectionId }) => leave(hub, one(hub, connectionId), [group]),
  removeConnectionFromAllGroups: ({ hub }, { connectionId }) => leaveAll(hub, one(hub, connectionId)),
  addUserToGroup({ hub }, { group, userId }) {
    const connections = hub.ofUser(userId);
    if (connections.size === 0) return { refusal: missingUser(userId) };
    return join(hub, connections, [group]);
  },
  removeUserFromGroup: ({ hub }, { group, userId }) => leave(hub, hub.ofUser(userId), [group]),
  removeUserFromAllGroups: ({ hub }, { userId }) => leaveAll(hub, hub.ofUser(userId)),
  addConnectionsToGroups: ({ hub }, { groups, filter }) =>
    join(hub, selectConnections(hub.connections(), { filter }), groups),
  removeConnectionsFromGroups: ({ hub }, { groups, filter }) =>
    leave(hub, selectConnections(hub.connections(), { filter }), groups),

  closeAllConnections: ({ broker, hub }, operation) => close(broker, hub.connections(), operation),
  closeGroupConnections: ({ broker, hub }, operation) => close(broker, hub.inGroup(operation.group), operation),
  closeUserConnections: ({ broker, hub }, operation) => close(broker, hub.ofUser(operation.userId), operation),
  closeConnection: ({ broker, hub }, operation) => close(broker, one(hub, operation.connectionId), operation),

  grantPermission({ hub }, operation) {
    const connection = hub.connection(operation.connectionId);
    if (connection === undefined) return { refusal: missingConnection('Info', operation.connectionId) };
    return setPermission(connection, operation, true);
  },
  revokePermission({ hub }, operation) {
    const connection = hub.connection(operation.connectionId);
    return connection === undefined ? done : setPermission(connection, operation, false);
  },
  hasPermission: ({ hub }, { connectionId, permission, targetName = '' }) => ({
    value: hub.connection(connectionId)?.permissions[permission].allows(targetName) ?? false,
  }),

  connectionExists: ({ hub }, { connectionId }) => ({ value: hub.connection(connectionId) !== undefined }),
  userExists: ({ hub }, { userId }) => ({ value: hub.ofUser(userId).size > 0 }),
  groupExists: ({ hub }, { group }) => ({ value: hub.inGroup(group).size > 0 }),
  listConnectionsInGroup({ hub }, { group, top }) {
    const members = [...hub.inGroup(group)].sort((left, right) => (left.id < right.id ? -1 : 1));
    return { value: members.slice(0, top).map(toMember) };
  },
};

const fromServer = { from: 'server' } as const;

function send(
  broker: Broker,
  connections: Iterable<Connection>,
  origin: Pick<MessageFrame, 'from' | 'group'>,
  { message, messageTtlSeconds, ...selection }: OperationParameters['sendToAll'],
): Done {
  const frame: MessageFrame = { type: 'message', ...origin, message };
  for (const connection of selectConnections(connections, selection)) {
    broker.deliver(connection, frame, messageTtlSeconds);
  }
  return done;
}

function close(
  broker: Broker,
  connections: Iterable<Connection>,
  { reason, excluded }: OperationParameters['closeAllConnections'],
): Done {
  for (const connection of selectConnections(connections, { excluded })) broker.close(connection, reason);
  return done;
}

function join(hub: Hub<Connection>, connections: Iterable<Connection>, groups: readonly string[]): Done {
  for (const connection of [...connections]) for (const group of groups) hub.join(connection, group);
  return done;
}

function leave(hub: Hub<Connection>, connections: Iterable<Connection>, groups: readonly string[]): Done {
  for (const connection of [...connections]) for (const group of groups) hub.leave(connection, group);
  return done;
}

function leaveAll(hub: Hub<Connection>, connections: Iterable<Connection>): Done {
  for (const connection of connections) for (const group of [...connection.groups]) hub.leave(connection, group);
  return done;
}

function one(hub: Hub<Connection>, connectionId: string): readonly Connection[] {
  const connection = hub.connection(connectionId);
  return connection === undefined ? [] : [connection];
}

function setPermission(
  connection: Connection,
  { permission, targetName = '' }: OperationParameters['grantPermission'],
  allowed: boolean,
): Done {
  if (connection.permissions[permission].set(targetName, allowed)) return done;
  return { refusal: tooManyPermissions(connection.id) };
}

function toMember({ id, userId }: Connection): OperationResults['listConnectionsInGroup'][number] {
  return userId === undefined ? { connectionId: id } : { connectionId: id, userId };
}
