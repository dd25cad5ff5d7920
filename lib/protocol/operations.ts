import type { DataType } from './data-type.js';
import type { MessageMetadata } from './message-metadata.js';

/** What a send carries: text and JSON text as a string, bytes as bytes. JSON is serialised once, where the item was accepted. */
export interface OperationMessage {
  readonly dataType: Exclude<DataType, 'protobuf'>;
  readonly data: string | Uint8Array;
  readonly metadata?: MessageMetadata;
}

/** What a connection may be permitted: sending to a group, or joining and leaving it. */
export type Permission = 'sendToGroup' | 'joinLeaveGroup';

/** @inline */
interface SendOptions {
  readonly message: OperationMessage;
  /** Seconds after which the service drops what was not delivered, 0 to 300; 0 never. */
  readonly messageTtlSeconds?: number;
}
/** @inline */
interface Selection {
  /** OData expression over connections. */
  readonly filter?: string;
  /** Ids of connections to leave out. */
  readonly excluded?: readonly string[];
}
/** @inline */
interface Closing {
  readonly reason?: string;
}
/** @inline */
interface ToConnection {
  readonly connectionId: string;
}
/** @inline */
interface ToUser {
  readonly userId: string;
}
/** @inline */
interface ToGroup {
  readonly group: string;
}
/** @inline */
interface ToPermission extends ToConnection {
  readonly permission: Permission;
  /** The group the permission is for; without it, every group. */
  readonly targetName?: string;
}
/** @inline */
interface ToGroups {
  readonly groups: readonly string[];
  readonly filter?: string;
}

/** The parameters of each operation, beside the hub. */
export interface OperationParameters {
  sendToAll: SendOptions & Selection;
  sendToGroup: ToGroup & SendOptions & Selection;
  sendToUser: ToUser & SendOptions & Pick<Selection, 'filter'>;
  sendToConnection: ToConnection & SendOptions;
  addConnectionToGroup: ToGroup & ToConnection;
  removeConnectionFromGroup: ToGroup & ToConnection;
  removeConnectionFromAllGroups: ToConnection;
  addUserToGroup: ToGroup & ToUser;
  removeUserFromGroup: ToGroup & ToUser;
  removeUserFromAllGroups: ToUser;
  addConnectionsToGroups: ToGroups;
  removeConnectionsFromGroups: ToGroups;
  closeAllConnections: Closing & Pick<Selection, 'excluded'>;
  closeGroupConnections: ToGroup & Closing & Pick<Selection, 'excluded'>;
  closeUserConnections: ToUser & Closing & Pick<Selection, 'excluded'>;
  closeConnection: ToConnection & Closing;
  grantPermission: ToPermission;
  revokePermission: ToPermission;
  hasPermission: ToPermission;
  connectionExists: ToConnection;
  userExists: ToUser;
  groupExists: ToGroup;
  listConnectionsInGroup: ToGroup & { readonly maxPageSize?: number; readonly top?: number };
}

/** The operations, in the words of the SDK: `sendToAll`, `closeConnection`, `listConnectionsInGroup` and so on. */
export type OperationName = keyof OperationParameters;

/** One call of the service's REST interface, in the SDK's words. */
export type Operation = { [N in OperationName]: { readonly name: N } & OperationParameters[N] }[OperationName];

/** A member of a group, as listing it tells. */
export interface GroupMember {
  readonly connectionId: string;
  /** Absent for an anonymous client. */
  readonly userId?: string;
}

/** What the service answered, where the answer says anything: whether something exists, or who is in a group. */
export interface OperationResults extends Record<OperationName, unknown> {
  hasPermission: boolean;
  connectionExists: boolean;
  userExists: boolean;
  groupExists: boolean;
  listConnectionsInGroup: readonly GroupMember[];
}

/** Runs one operation against a hub of a service and resolves when the service took it. */
export type Perform = <N extends OperationName>(
  operation: { readonly name: N } & OperationParameters[N],
  options?: { readonly signal?: AbortSignal },
) => Promise<OperationResults[N]>;

/** How an operation stands on the wire. */
export interface OperationRoute {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/api/hubs/{hub}`. */
  readonly path: string;
  /** The one status that means success; SDKs take every other for a failure. */
  readonly success: 200 | 202 | 204;
  /** A 404 is an answer (`false`) and no failure. */
  readonly question?: true;
}

/** Source: data-plane contract 2024-12-01, statuses as recorded. */
export const operationRoutes: Readonly<Record<OperationName, OperationRoute>> = {
  sendToAll: { method: 'POST', path: '/:send', success: 202 },
  sendToGroup: { method: 'POST', path: '/groups/{group}/:send', success: 202 },
  sendToUser: { method: 'POST', path: '/users/{userId}/:send', success: 202 },
  sendToConnection: { method: 'POST', path: '/connections/{connectionId}/:send', success: 202 },
  addConnectionToGroup: { method: 'PUT', path: '/groups/{group}/connections/{connectionId}', success: 200 },
  removeConnectionFromGroup: { method: 'DELETE', path: '/groups/{group}/connections/{connectionId}', success: 204 },
  removeConnectionFromAllGroups: { method: 'DELETE', path: '/connections/{connectionId}/groups', success: 204 },
  addUserToGroup: { method: 'PUT', path: '/users/{userId}/groups/{group}', success: 200 },
  removeUserFromGroup: { method: 'DELETE', path: '/users/{userId}/groups/{group}', success: 204 },
  removeUserFromAllGroups: { method: 'DELETE', path: '/users/{userId}/groups', success: 204 },
  addConnectionsToGroups: { method: 'POST', path: '/:addToGroups', success: 200 },
  removeConnectionsFromGroups: { method: 'POST', path: '/:removeFromGroups', success: 200 },
  closeAllConnections: { method: 'POST', path: '/:closeConnections', success: 204 },
  closeGroupConnections: { method: 'POST', path: '/groups/{group}/:closeConnections', success: 204 },
  closeUserConnections: { method: 'POST', path: '/users/{userId}/:closeConnections', success: 204 },
  closeConnection: { method: 'DELETE', path: '/connections/{connectionId}', success: 204 },
  grantPermission: { method: 'PUT', path: '/permissions/{permission}/connections/{connectionId}', success: 200 },
  revokePermission: { method: 'DELETE', path: '/permissions/{permission}/connections/{connectionId}', success: 204 },
  hasPermission: {
    method: 'HEAD',
    path: '/permissions/{permission}/connections/{connectionId}',
    success: 200,
    question: true,
  },
  connectionExists: { method: 'HEAD', path: '/connections/{connectionId}', success: 200, question: true },
  userExists: { method: 'HEAD', path: '/users/{userId}', success: 200, question: true },
  groupExists: { method: 'HEAD', path: '/groups/{group}', success: 200, question: true },
  listConnectionsInGroup: { method: 'GET', path: '/groups/{group}/connections', success: 200 },
};
