import type { Permission } from '../protocol/operations.js';
import type {
  AnyAction,
  CloseAllConnectionsAction,
  CloseClientConnectionAction,
  CloseGroupConnectionsAction,
  CloseManyOptions,
  CloseUserConnectionsAction,
  ConnectionGroupAction,
  ConnectionsGroupsAction,
  PermissionAction,
  RemoveConnectionFromAllGroupsAction,
  RemoveUserFromAllGroupsAction,
  SendOptions,
  SendToAllAction,
  SendToAllOptions,
  SendToConnectionAction,
  SendToGroupAction,
  SendToUserAction,
  SendToUserOptions,
  UserGroupAction,
} from './action-shapes.js';
import type { MessageContent } from './vocabulary.js';

/**
 * An output in the released C# shape; `actionName` may be written in any letter case at run time.
 * @reexport
 */
export type WebPubSubAction = AnyAction;

/**
 * Makes actions, as `WebPubSubAction.Create…` does in C#.
 *
 * ```ts
 * await out.add(WebPubSubAction.sendToGroup('lobby', { text: 'hi' }, { excluded: [context.connectionId] }));
 * ```
 */
export const WebPubSubAction = {
  /** To every connection of the hub that `filter` and `excluded` leave over. */
  sendToAll: (data: MessageContent, options?: SendToAllOptions): SendToAllAction => ({
    ...options,
    actionName: 'sendToAll',
    data,
  }),
  /** To every connection of a group that `filter` and `excluded` leave over. */
  sendToGroup: (group: string, data: MessageContent, options?: SendToAllOptions): SendToGroupAction => ({
    ...options,
    actionName: 'sendToGroup',
    group,
    data,
  }),
  /** To every connection of a user. */
  sendToUser: (userId: string, data: MessageContent, options?: SendToUserOptions): SendToUserAction => ({
    ...options,
    actionName: 'sendToUser',
    userId,
    data,
  }),
  /** To one connection. */
  sendToConnection: (connectionId: string, data: MessageContent, options?: SendOptions): SendToConnectionAction => ({
    ...options,
    actionName: 'sendToConnection',
    connectionId,
    data,
  }),

  /** Every connection that the user has now. */
  addUserToGroup: ofUserAndGroup('addUserToGroup'),
  /** Every connection that the user has now. */
  removeUserFromGroup: ofUserAndGroup('removeUserFromGroup'),
  /** Every connection that the user has now. */
  removeUserFromAllGroups: (userId: string): RemoveUserFromAllGroupsAction => ({
    actionName: 'removeUserFromAllGroups',
    userId,
  }),
  /** One connection. */
  addConnectionToGroup: ofConnectionAndGroup('addConnectionToGroup'),
  /** One connection. */
  removeConnectionFromGroup: ofConnectionAndGroup('removeConnectionFromGroup'),
  /** One connection. */
  removeConnectionFromAllGroups: (connectionId: string): RemoveConnectionFromAllGroupsAction => ({
    actionName: 'removeConnectionFromAllGroups',
    connectionId,
  }),
  /** Every connection that an OData filter selects, to each of the groups. */
  addConnectionsToGroups: ofConnectionsAndGroups('addConnectionsToGroups'),
  /** Every connection that an OData filter selects, out of each of the groups. */
  removeConnectionsFromGroups: ofConnectionsAndGroups('removeConnectionsFromGroups'),

  /** Every connection of the hub but the `excluded`. */
  closeAllConnections: (options?: CloseManyOptions): CloseAllConnectionsAction => ({
    ...options,
    actionName: 'closeAllConnections',
  }),
  /** Every connection of a group but the `excluded`. */
  closeGroupConnections: (group: string, options?: CloseManyOptions): CloseGroupConnectionsAction => ({
    ...options,
    actionName: 'closeGroupConnections',
    group,
  }),
  /** Every connection of a user but the `excluded`. */
  closeUserConnections: (userId: string, options?: CloseManyOptions): CloseUserConnectionsAction => ({
    ...options,
    actionName: 'closeUserConnections',
    userId,
  }),
  /** One connection. */
  closeClientConnection: (connectionId: string, reason?: string): CloseClientConnectionAction => ({
    actionName: 'closeClientConnection',
    connectionId,
    ...(reason !== undefined && { reason }),
  }),

  /** Lets a connection send to a group, or join and leave it; without `targetName`, all of them. */
  grantPermission: ofPermission('grantPermission'),
  /** Takes such a permission away; without `targetName`, for every group. */
  revokePermission: ofPermission('revokePermission'),
} as const;

function ofUserAndGroup(actionName: UserGroupAction['actionName']) {
  return (userId: string, group: string): UserGroupAction => ({ actionName, userId, group });
}

function ofConnectionAndGroup(actionName: ConnectionGroupAction['actionName']) {
  return (connectionId: string, group: string): ConnectionGroupAction => ({ actionName, connectionId, group });
}

function ofConnectionsAndGroups(actionName: ConnectionsGroupsAction['actionName']) {
  return (groups: readonly string[], filter: string): ConnectionsGroupsAction => ({ actionName, groups, filter });
}

function ofPermission(actionName: PermissionAction['actionName']) {
  return (connectionId: string, permission: Permission, targetName?: string): PermissionAction => ({
    actionName,
    connectionId,
    permission,
    ...(targetName !== undefined && { targetName }),
  });
}
