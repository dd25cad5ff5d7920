import type { WebPubSubServiceClient } from '@azure/web-pubsub';
import { metadataHeaders } from '../protocol/message-metadata.js';
import type {
  GroupMember,
  OperationMessage,
  OperationName,
  OperationParameters,
  OperationResults,
  Perform,
} from '../protocol/operations.js';

interface CallOptions {
  readonly abortSignal?: AbortSignal;
}
type Calls = {
  readonly [N in OperationName]: (
    client: WebPubSubServiceClient,
    operation: OperationParameters[N],
    options: CallOptions,
  ) => Promise<OperationResults[N]>;
};

/** How each operation is called in the SDK. */
const calls: Calls = {
  sendToAll: (client, { message, excluded, ...selection }, options) =>
    client.sendToAll(message.data, { ...options, ...selection, ...excludedOf(excluded), ...contentOf(message) }),
  sendToGroup: (client, { group, message, excluded, ...selection }, options) =>
    client
      .group(group)
      .sendToAll(message.data, { ...options, ...selection, ...excludedOf(excluded), ...contentOf(message) }),
  sendToUser: (client, { userId, message, ...selection }, options) =>
    client.sendToUser(userId, message.data, { ...options, ...selection, ...contentOf(message) }),
  sendToConnection: (client, { connectionId, message, ...selection }, options) =>
    client.sendToConnection(connectionId, message.data, { ...options, ...selection, ...contentOf(message) }),

  addConnectionToGroup: (client, { group, connectionId }, options) =>
    client.group(group).addConnection(connectionId, options),
  removeConnectionFromGroup: (client, { group, connectionId }, options) =>
    client.group(group).removeConnection(connectionId, options),
  removeConnectionFromAllGroups: (client, { connectionId }, options) =>
    client.removeConnectionFromAllGroups(connectionId, options),
  addUserToGroup: (client, { group, userId }, options) => client.group(group).addUser(userId, options),
  removeUserFromGroup: (client, { group, userId }, options) => client.group(group).removeUser(userId, options),
  removeUserFromAllGroups: (client, { userId }, options) => client.removeUserFromAllGroups(userId, options),
  addConnectionsToGroups: (client, { groups, filter = '' }, options) =>
    client.addConnectionsToGroups([...groups], filter, options),
  removeConnectionsFromGroups: (client, { groups, filter = '' }, options) =>
    client.removeConnectionsFromGroups([...groups], filter, options),

  // `excluded` reaches the wire although the SDK's types of these options do not name it.
  closeAllConnections: (client, closing, options) => client.closeAllConnections({ ...options, ...closing }),
  closeGroupConnections: (client, { group, ...closing }, options) =>
    client.group(group).closeAllConnections({ ...options, ...closing }),
  closeUserConnections: (client, { userId, ...closing }, options) =>
    client.closeUserConnections(userId, { ...options, ...closing }),
  closeConnection: (client, { connectionId, ...closing }, options) =>
    client.closeConnection(connectionId, { ...options, ...closing }),

  grantPermission: (client, { connectionId, permission, ...target }, options) =>
    client.grantPermission(connectionId, permission, { ...options, ...target }),
  revokePermission: (client, { connectionId, permission, ...target }, options) =>
    client.revokePermission(connectionId, permission, { ...options, ...target }),
  hasPermission: (client, { connectionId, permission, ...target }, options) =>
    client.hasPermission(connectionId, permission, { ...options, ...target }),
  connectionExists: (client, { connectionId }, options) => client.connectionExists(connectionId, options),
  userExists: (client, { userId }, options) => client.userExists(userId, options),
  groupExists: (client, { group }, options) => client.groupExists(group, options),
  listConnectionsInGroup: async (client, { group, ...paging }, options) =>
    collect(await client.group(group).listConnections({ ...options, ...paging })),
};

/**
 * Runs operations with an SDK client. Rejects with the SDK's error, whose `statusCode` is the service's; a call that its signal ended rejects
 * with the signal's reason, for the SDK says only that something ended it.
 */
export function createPerform(client: WebPubSubServiceClient): Perform {
  return async (operation, { signal } = {}) => {
    try {
      return await callOf(operation.name)(client, operation, signal ? { abortSignal: signal } : {});
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  };
}

// The table's type ties name, parameters and result together; the name is no parameter, so it stays out of the options.
function callOf<N extends OperationName>(name: N) {
  return (
    client: WebPubSubServiceClient,
    operation: { readonly name: N } & OperationParameters[N],
    options: CallOptions,
  ) => {
    const { name: _, ...parameters } = operation;
    return calls[name](client, parameters as unknown as OperationParameters[N], options);
  };
}

// JSON is serialised already. The SDK would serialise a string again unless it takes it for text: so it is told text, and
// the header is set behind its back by a public option, which carries the headers of metadata as well.
function contentOf({ dataType, metadata = {} }: OperationMessage) {
  const contentType = dataType === 'json' ? { 'Content-Type': 'application/json' } : {};
  return {
    ...(dataType !== 'binary' && { contentType: 'text/plain' as const }),
    requestOptions: { customHeaders: { ...contentType, ...metadataHeaders(metadata) } },
  };
}

function excludedOf(excluded: readonly string[] | undefined) {
  return excluded ? { excludedConnections: [...excluded] } : {};
}

async function collect(members: AsyncIterable<GroupMember>): Promise<readonly GroupMember[]> {
  const all: GroupMember[] = [];
  for await (const { connectionId, userId } of members) all.push({ connectionId, ...(userId && { userId }) });
  return all;
}
