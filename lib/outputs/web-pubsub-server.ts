import type { GroupMember, Perform, Permission } from '../protocol/operations.js';
import type { CloseManyOptions, SendOptions, SendToAllOptions, SendToUserOptions } from './action-shapes.js';
import { ask } from './ask.js';
import type { WebPubSubCommand, WebPubSubQuestion } from './async-collector.js';
import { Fields } from './fields.js';
import { markHandled } from './mark-handled.js';
import { isQuestion, type OutputLimits } from './output.js';
import { toOperation } from './to-operation.js';
import type { MessageContent } from './vocabulary.js';
import { WebPubSubAction } from './web-pubsub-action.js';

/** Who: a user by its id, as in the seed, or spelt out; or a connection. */
export type GroupMemberId = string | { readonly userId: string } | { readonly connectionId: string };

/** What a server stands on; a host gives it. */
export interface WebPubSubServerOptions extends OutputLimits {
  /** Aborts calls that are under way. */
  readonly signal?: AbortSignal | undefined;
  /** Told of every call that failed, also of one whose caller awaits it. */
  readonly onFailure?: ((error: unknown) => void) | undefined;
}

/** How much of a group is listed. */
export interface ListConnectionsOptions {
  /** Members that one page of the service's answer has, 1 to 200. */
  readonly maxPageSize?: number;
  /** Members in all, at least 1. Default: every one. */
  readonly top?: number;
}

/**
 * One hub, called directly: `context.getWebPubSubServer()` and `host.server(hub)`. Each call leaves at once and resolves when
 * the service took it; it does not wait for what collectors have queued. A call that nobody awaits cannot end the process.
 *
 * A call rejects with `OutputError` for what could never be sent, such as a group without a name or a message over the limit, and else with the
 * error of the service's SDK (`RestError`, which has a `statusCode`).
 */
export class WebPubSubServer {
  /** The hub that it calls. */
  readonly hub: string;
  readonly #perform: Perform;
  readonly #options: WebPubSubServerOptions;

  /** @internal A context or a host makes it. */
  constructor(hub: string, perform: Perform, options: WebPubSubServerOptions) {
    this.hub = hub;
    this.#perform = perform;
    this.#options = options;
  }

  /** To every connection of the hub, as in the seed; the same as {@link sendToAll}. */
  send(data: MessageContent, options?: SendToAllOptions): Promise<void> {
    return this.sendToAll(data, options);
  }

  /** To every connection of the hub that `filter` and `excluded` leave over. */
  sendToAll(data: MessageContent, options?: SendToAllOptions): Promise<void> {
    return this.#run(WebPubSubAction.sendToAll(data, options));
  }

  /** To every connection of a group that `filter` and `excluded` leave over. */
  sendToGroup(group: string, data: MessageContent, options?: SendToAllOptions): Promise<void> {
    return this.#run(WebPubSubAction.sendToGroup(group, data, options));
  }

  /** To every connection of a user. */
  sendToUser(userId: string, data: MessageContent, options?: SendToUserOptions): Promise<void> {
    return this.#run(WebPubSubAction.sendToUser(userId, data, options));
  }

  /** To one connection. */
  sendToConnection(connectionId: string, data: MessageContent, options?: SendOptions): Promise<void> {
    return this.#run(WebPubSubAction.sendToConnection(connectionId, data, options));
  }

  /** `addToGroup('ann', 'lobby')` adds every connection that a user has now, `addToGroup({ connectionId }, 'lobby')` one connection. */
  addToGroup(member: GroupMemberId, group: string): Promise<void> {
    return this.#run({ groupAction: 'Add', ...targetOf(member), groupId: group });
  }

  /** Takes one connection, or every connection that a user has now, out of a group. */
  removeFromGroup(member: GroupMemberId, group: string): Promise<void> {
    return this.#run({ groupAction: 'Remove', ...targetOf(member), groupId: group });
  }

  /** Takes one connection, or every connection that a user has now, out of every group. */
  removeFromAllGroups(member: GroupMemberId): Promise<void> {
    const { targetType, targetId } = targetOf(member);
    return this.#run(
      targetType === 'Users'
        ? WebPubSubAction.removeUserFromAllGroups(targetId)
        : WebPubSubAction.removeConnectionFromAllGroups(targetId),
    );
  }

  /** Adds every connection that an OData filter selects, such as `userId eq 'ann'`, to each of the groups. */
  addConnectionsToGroups(groups: readonly string[], filter: string): Promise<void> {
    return this.#run(WebPubSubAction.addConnectionsToGroups(groups, filter));
  }

  /** Takes every connection that an OData filter selects out of each of the groups. */
  removeConnectionsFromGroups(groups: readonly string[], filter: string): Promise<void> {
    return this.#run(WebPubSubAction.removeConnectionsFromGroups(groups, filter));
  }

  /** Closes one connection. The reason reaches clients of the service's JSON. */
  closeConnection(connectionId: string, reason?: string): Promise<void> {
    return this.#run(WebPubSubAction.closeClientConnection(connectionId, reason));
  }

  /** Closes every connection of the hub but the `excluded`. */
  closeAllConnections(options?: CloseManyOptions): Promise<void> {
    return this.#run(WebPubSubAction.closeAllConnections(options));
  }

  /** Closes every connection of a group but the `excluded`. */
  closeGroupConnections(group: string, options?: CloseManyOptions): Promise<void> {
    return this.#run(WebPubSubAction.closeGroupConnections(group, options));
  }

  /** Closes every connection of a user but the `excluded`. */
  closeUserConnections(userId: string, options?: CloseManyOptions): Promise<void> {
    return this.#run(WebPubSubAction.closeUserConnections(userId, options));
  }

  /** Whether the hub has this connection now. */
  connectionExists(connectionId: string): Promise<boolean> {
    return this.#ask({ targetType: 'Connections', targetId: connectionId });
  }

  /** Whether the user has a connection to the hub now. */
  userExists(userId: string): Promise<boolean> {
    return this.#ask({ targetType: 'Users', targetId: userId });
  }

  /** Whether the group has members. */
  groupExists(group: string): Promise<boolean> {
    return this.#ask({ targetType: 'Groups', targetId: group });
  }

  /** Whether a connection, or any connection of a user, is in a group. */
  isInGroup(member: GroupMemberId, group: string): Promise<boolean> {
    return this.#ask({ groupAction: 'Check', ...targetOf(member), groupId: group });
  }

  /** Lets a connection send to a group, or join and leave it; without `group`, all of them. */
  grantPermission(connectionId: string, permission: Permission, group?: string): Promise<void> {
    return this.#run(WebPubSubAction.grantPermission(connectionId, permission, group));
  }

  /** Takes such a permission away; without `group`, for every group. */
  revokePermission(connectionId: string, permission: Permission, group?: string): Promise<void> {
    return this.#run(WebPubSubAction.revokePermission(connectionId, permission, group));
  }

  /** Whether a connection may send to a group, or join and leave it; without `group`, all of them. */
  hasPermission(connectionId: string, permission: Permission, group?: string): Promise<boolean> {
    return this.#watched(this.#hasPermission(connectionId, permission, group));
  }

  /** Who is in a group: one entry for each connection. */
  listConnections(group: string, options: ListConnectionsOptions = {}): Promise<readonly GroupMember[]> {
    return this.#watched(this.#listConnections(group, options));
  }

  async #hasPermission(connectionId: string, permission: Permission, group?: string): Promise<boolean> {
    const fields = new Fields('hasPermission', { connectionId, permission, group });
    const operation = {
      name: 'hasPermission',
      connectionId: fields.id('connectionId'),
      permission: fields.oneOf('permission', ['sendToGroup', 'joinLeaveGroup']),
      ...(group !== undefined && { targetName: fields.group('group') }),
    } as const;
    return this.#perform(operation, this.#signal());
  }

  async #listConnections(group: string, options: ListConnectionsOptions): Promise<readonly GroupMember[]> {
    const fields = new Fields('listConnections', { group, ...options });
    const operation = {
      name: 'listConnectionsInGroup',
      group: fields.group('group'),
      // service: maxpagesize 1 to 200, top a positive 32-bit integer
      ...fields.optionalInteger('maxPageSize', 1, 200),
      ...fields.optionalInteger('top', 1, 2_147_483_647),
    } as const;
    return this.#perform(operation, this.#signal());
  }

  #run(item: WebPubSubCommand): Promise<void> {
    return this.#watched(this.#runNow(item));
  }

  #ask(item: WebPubSubQuestion): Promise<boolean> {
    return this.#watched(this.#askNow(item));
  }

  async #runNow(item: WebPubSubCommand): Promise<void> {
    const output = toOperation(item, this.#options);
    if (!isQuestion(output)) await this.#perform(output, this.#signal());
  }

  async #askNow(item: WebPubSubQuestion): Promise<boolean> {
    const output = toOperation(item, this.#options);
    return isQuestion(output) && ask(this.#perform, output, this.#options.signal);
  }

  #watched<T>(call: Promise<T>): Promise<T> {
    return markHandled(call, this.#options.onFailure);
  }

  #signal(): { readonly signal?: AbortSignal } {
    const { signal } = this.#options;
    return signal ? { signal } : {};
  }
}

function targetOf(member: GroupMemberId): { targetType: 'Users' | 'Connections'; targetId: string } {
  if (typeof member === 'string') return { targetType: 'Users', targetId: member };
  return 'userId' in member
    ? { targetType: 'Users', targetId: member.userId }
    : { targetType: 'Connections', targetId: member.connectionId };
}
