import type { MessageMetadata } from '../protocol/message-metadata.js';
import type { Permission } from '../protocol/operations.js';
import type { MessageContent, OutputDataType } from './vocabulary.js';

interface Action<N extends string> {
  actionName: N;
  message?: never;
  groupAction?: never;
  action?: never;
}
export interface SendOptions {
  /** Without it: a string is text, bytes are binary, every other value is JSON. A string sent as `json` is JSON text already. */
  dataType?: OutputDataType;
  /** Texts by name that travel beside the data, as headers. */
  metadata?: MessageMetadata;
  /** Seconds after which the service drops what it could not deliver, 1 to 300; 0 or nothing: never. */
  messageTtlSeconds?: number;
}
interface FilterOptions {
  /** OData expression over connections, for example `userId ne 'ann'`. */
  filter?: string;
}
interface ExcludeOptions {
  /** Ids of connections to leave out. */
  excluded?: readonly string[];
}
interface CloseOptions {
  /** Reaches the client with the close frame. */
  reason?: string;
}
interface Sending extends SendOptions {
  data: MessageContent;
}
export type SendToAllOptions = SendOptions & FilterOptions & ExcludeOptions;
export type SendToUserOptions = SendOptions & FilterOptions;
export type CloseManyOptions = CloseOptions & ExcludeOptions;

export interface SendToAllAction extends Action<'sendToAll'>, Sending, FilterOptions, ExcludeOptions {}
export interface SendToGroupAction extends Action<'sendToGroup'>, Sending, FilterOptions, ExcludeOptions {
  group: string;
}
export interface SendToUserAction extends Action<'sendToUser'>, Sending, FilterOptions {
  userId: string;
}
export interface SendToConnectionAction extends Action<'sendToConnection'>, Sending {
  connectionId: string;
}
export interface UserGroupAction extends Action<'addUserToGroup' | 'removeUserFromGroup'> {
  userId: string;
  group: string;
}
export interface ConnectionGroupAction extends Action<'addConnectionToGroup' | 'removeConnectionFromGroup'> {
  connectionId: string;
  group: string;
}
export interface RemoveUserFromAllGroupsAction extends Action<'removeUserFromAllGroups'> {
  userId: string;
}
export interface RemoveConnectionFromAllGroupsAction extends Action<'removeConnectionFromAllGroups'> {
  connectionId: string;
}
export interface ConnectionsGroupsAction extends Action<'addConnectionsToGroups' | 'removeConnectionsFromGroups'> {
  groups: readonly string[];
  filter: string;
}
export interface CloseAllConnectionsAction extends Action<'closeAllConnections'>, CloseOptions, ExcludeOptions {}
export interface CloseGroupConnectionsAction extends Action<'closeGroupConnections'>, CloseOptions, ExcludeOptions {
  group: string;
}
export interface CloseUserConnectionsAction extends Action<'closeUserConnections'>, CloseOptions, ExcludeOptions {
  userId: string;
}
export interface CloseClientConnectionAction extends Action<'closeClientConnection'>, CloseOptions {
  connectionId: string;
}
export interface PermissionAction extends Action<'grantPermission' | 'revokePermission'> {
  connectionId: string;
  permission: Permission;
  /** The group that the permission is for. */
  targetName?: string;
}

/** An output in the released C# shape; `actionName` may be written in any letter case at run time. */
export type AnyAction =
  | SendToAllAction
  | SendToGroupAction
  | SendToUserAction
  | SendToConnectionAction
  | UserGroupAction
  | ConnectionGroupAction
  | RemoveUserFromAllGroupsAction
  | RemoveConnectionFromAllGroupsAction
  | ConnectionsGroupsAction
  | CloseAllConnectionsAction
  | CloseGroupConnectionsAction
  | CloseUserConnectionsAction
  | CloseClientConnectionAction
  | PermissionAction;

/** The spelling of every action. */
export type ActionName = AnyAction['actionName'];
