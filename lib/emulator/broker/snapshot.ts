import type { GroupStateItem } from '../../protocol/group-state.js';
import type { RolePermission } from '../../protocol/roles.js';
import type { Broker } from './broker.js';
import type { Connection } from './connection.js';
import type { Hub } from './hub.js';

/** Which groups a connection may do something with. */
export interface PermissionSnapshot {
  /** Every group. */
  readonly everything: boolean;
  readonly patterns: readonly string[];
  readonly groups: readonly string[];
  /** Single groups that were taken out of the others. */
  readonly except: readonly string[];
}

/** A connection as plain data. */
export interface ConnectionSnapshot {
  readonly connectionId: string;
  readonly userId?: string;
  readonly subprotocol?: string;
  /** False for a reliable connection whose client is away. */
  readonly isConnected: boolean;
  readonly groups: readonly string[];
  readonly permissions: Readonly<Record<RolePermission, PermissionSnapshot>>;
  /** `ce-connectionState`, as the app wrote it. */
  readonly state?: string;
  /** The ids of those it has begun and not ended. */
  readonly streams?: readonly string[];
  /** Of a reliable connection: what its client has not acknowledged. */
  readonly buffer?: { readonly messages: number; readonly bytes: number; readonly lastSequenceId: number };
}

/** A hub as plain data. */
export interface HubSnapshot {
  readonly connections: readonly ConnectionSnapshot[];
  /** The connection ids in each group that has some. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
  /** Who has which state, in each group in which somebody has one. */
  readonly groupStates: Readonly<Record<string, readonly GroupStateItem[]>>;
}

/** The memory of a broker as plain data; hubs without connections are left out. */
export function snapshotOf(broker: Broker): Readonly<Record<string, HubSnapshot>> {
  const hubs = [...broker.hubs()].map((hub) => [hub.name, snapshotOfHub(hub)] as const);
  return Object.fromEntries(hubs.filter(([, { connections }]) => connections.length > 0));
}

function snapshotOfHub(hub: Hub<Connection>): HubSnapshot {
  const connections = [...hub.connections()];
  const groups = new Set(connections.flatMap((connection) => [...connection.groups]));
  const members = [...groups].sort().map((group) => [group, [...hub.inGroup(group)].map(({ id }) => id)] as const);
  const states = [...groups].map((group) => [group, structuredClone(hub.states.items(group))] as const);
  return {
    connections: connections.map(snapshotOfConnection),
    groups: Object.fromEntries(members),
    groupStates: Object.fromEntries(states.filter(([, items]) => items.length > 0)),
  };
}

function snapshotOfConnection(connection: Connection): ConnectionSnapshot {
  const { id: connectionId, userId, subprotocol, permissions, groups, state, streams, buffer, receiver } = connection;
  return {
    connectionId,
    ...(userId === undefined ? {} : { userId }),
    ...(subprotocol === undefined ? {} : { subprotocol }),
    isConnected: receiver !== undefined,
    groups: [...groups],
    permissions: {
      sendToGroup: permissions.sendToGroup.snapshot(),
      joinLeaveGroup: permissions.joinLeaveGroup.snapshot(),
      setGroupState: permissions.setGroupState.snapshot(),
      getGroupState: permissions.getGroupState.snapshot(),
    },
    ...(state === undefined ? {} : { state }),
    ...(streams.size === 0 ? {} : { streams: [...streams.keys()] }),
    ...(buffer === undefined ? {} : { buffer: buffer.snapshot() }),
  };
}
