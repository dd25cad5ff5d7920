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

/** An output in the released C# shape; `actionName` may be written in any letter case at run time. */
export type WebPubSubAction = AnyAction;

/**
 * Makes actions, as `WebPubSubAction.Create…` does in C#.
 *
 * ```ts
 * await out.add(WebPubSubAction.sendToGroup('lobby', { text: 'hi' }, { excluded: [context.connectionId] }));
 * ```
 */
export const WebPubSubAction = {
  sendToAll: (data: MessageContent, options?: SendToAllOptions): SendToAllAction => ({
    ...options,
    actionName: 'sendToAll',
    data,
  }),
  sendToGroup: (group: string, data: MessageContent, options?: SendToAllOptions): SendToGroupAction => ({
    ...options,
    actionName: 'sendToGroup',
    group,
    data,
  }),
  sendToUser: (userId: string, data: MessageContent, options?: SendToUserOptions): SendToUserAction => ({
    ...options,
    actionName: 'sendToUser',
    userId,
    data,
  }),
  sendToConnection: (connectionId: string, data: MessageContent, options?: SendOptions): SendToConnectionAction => ({
    ...options,
    actionName: 'sendToConnection',
    connectionId,
    data,
  }),

  addUserToGroup: ofUserAndGroup('addUserToGroup'),
  removeUserFromGroup: ofUserAndGroup('removeUserFromGroup'),
  removeUserFromAllGroups: (userId: string): RemoveUserFromAllGroupsAction => ({
    actionName: 'removeUserFromAllGroups',
    userId,
  }),
  addConnectionToGroup: ofConnectionAndGroup('addConnectionToGroup'),
  removeConnectionFromGroup: ofConnectionAndGroup('removeConnectionFromGroup'),
  removeConnectionFromAllGroups: (connectionId: string): RemoveConnectionFromAllGroupsAction => ({
    actionName: 'removeConnectionFromAllGroups',
    connectionId,
  }),
  addConnectionsToGroups: ofConnectionsAndGroups('addConnectionsToGroups'),
  removeConnectionsFromGroups: ofConnectionsAndGroups('removeConnectionsFromGroups'),

  closeAllConnections: (options?: CloseManyOptions): CloseAllConnectionsAction => ({
    ...options,
    actionName: 'closeAllConnections',
  }),
  closeGroupConnections: (group: string, options?: CloseManyOptions): CloseGroupConnectionsAction => ({
    ...options,
    actionName: 'closeGroupConnections',
    group,
  }),
  closeUserConnections: (userId: string, options?: CloseManyOptions): CloseUserConnectionsAction => ({
    ...options,
    actionName: 'closeUserConnections',
    userId,
  }),
  closeClientConnection: (connectionId: string, reason?: string): CloseClientConnectionAction => ({
    actionName: 'closeClientConnection',
    connectionId,
    ...(reason !== undefined && { reason }),
  }),

  grantPermission: ofPermission('grantPermission'),
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
