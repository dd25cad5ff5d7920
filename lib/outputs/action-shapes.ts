import type { MessageMetadata } from '../protocol/message-metadata.js';
import type { Permission } from '../protocol/operations.js';
import type { MessageContent, OutputDataType } from './vocabulary.js';

interface Action<N extends string> {
  actionName: N;
  message?: never;
  groupAction?: never;
  action?: never;
}
/** How a message is sent. */
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
  /** Reaches a client of the service's JSON in the frame that says it is disconnected. */
  reason?: string;
}
interface Sending extends SendOptions {
  /** The message. */
  data: MessageContent;
}
/** How a message is sent to many, and to whom not. */
export interface SendToAllOptions extends SendOptions, FilterOptions, ExcludeOptions {}
/** How a message is sent to a user, and to which of the connections. */
export interface SendToUserOptions extends SendOptions, FilterOptions {}
/** How many connections are closed, and which are not. */
export interface CloseManyOptions extends CloseOptions, ExcludeOptions {}

/** A message to every connection of the hub. */
export interface SendToAllAction extends Action<'sendToAll'>, Sending, FilterOptions, ExcludeOptions {}
/** A message to every connection of a group. */
export interface SendToGroupAction extends Action<'sendToGroup'>, Sending, FilterOptions, ExcludeOptions {
  group: string;
}
/** A message to every connection of a user. */
export interface SendToUserAction extends Action<'sendToUser'>, Sending, FilterOptions {
  userId: string;
}
/** A message to one connection. */
export interface SendToConnectionAction extends Action<'sendToConnection'>, Sending {
  connectionId: string;
}
/** Adds every connection that a user has now to a group, or takes it out. */
export interface UserGroupAction extends Action<'addUserToGroup' | 'removeUserFromGroup'> {
  userId: string;
  group: string;
}
/** Adds a connection to a group, or takes it out. */
export interface ConnectionGroupAction extends Action<'addConnectionToGroup' | 'removeConnectionFromGroup'> {
  connectionId: string;
  group: string;
}
/** Takes every connection that a user has now out of every group. */
export interface RemoveUserFromAllGroupsAction extends Action<'removeUserFromAllGroups'> {
  userId: string;
}
/** Takes a connection out of every group. */
export interface RemoveConnectionFromAllGroupsAction extends Action<'removeConnectionFromAllGroups'> {
  connectionId: string;
}
/** Adds every connection that a filter selects to each of the groups, or takes it out. */
export interface ConnectionsGroupsAction extends Action<'addConnectionsToGroups' | 'removeConnectionsFromGroups'> {
  groups: readonly string[];
  /** OData expression over connections, for example `userId eq 'ann'`. */
  filter: string;
}
/** Closes every connection of the hub. */
export interface CloseAllConnectionsAction extends Action<'closeAllConnections'>, CloseOptions, ExcludeOptions {}
/** Closes every connection of a group. */
export interface CloseGroupConnectionsAction extends Action<'closeGroupConnections'>, CloseOptions, ExcludeOptions {
  group: string;
}
/** Closes every connection of a user. */
export interface CloseUserConnectionsAction extends Action<'closeUserConnections'>, CloseOptions, ExcludeOptions {
  userId: string;
}
/** Closes one connection. */
export interface CloseClientConnectionAction extends Action<'closeClientConnection'>, CloseOptions {
  connectionId: string;
}
/** Lets a connection send to a group, or join and leave it; or takes that back. */
export interface PermissionAction extends Action<'grantPermission' | 'revokePermission'> {
  connectionId: string;
  permission: Permission;
  /** The group that the permission is for. Default: every group. */
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
