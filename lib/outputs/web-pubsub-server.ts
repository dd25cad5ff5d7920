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

export interface WebPubSubServerOptions extends OutputLimits {
  readonly signal?: AbortSignal | undefined;
  /** Told of every call that failed, also of one whose caller awaits it. */
  readonly onFailure?: ((error: unknown) => void) | undefined;
}

export interface ListConnectionsOptions {
  /** Members that one page of the service's answer has, 1 to 200. */
  readonly maxPageSize?: number;
  /** Members in all. */
  readonly top?: number;
}

/**
 * One hub, called directly: `context.getWebPubSubServer()` and `host.server(hub)`. Each call leaves at once and resolves when
 * the service took it; it does not wait for what collectors have queued. A call that nobody awaits cannot end the process.
 */
export class WebPubSubServer {
  readonly hub: string;
  readonly #perform: Perform;
  readonly #options: WebPubSubServerOptions;

  constructor(hub: string, perform: Perform, options: WebPubSubServerOptions) {
    this.hub = hub;
    this.#perform = perform;
    this.#options = options;
  }

  /** To every connection of the hub, as in the seed; the same as {@link sendToAll}. */
  send(data: MessageContent, options?: SendToAllOptions): Promise<void> {
    return this.sendToAll(data, options);
  }

  sendToAll(data: MessageContent, options?: SendToAllOptions): Promise<void> {
    return this.#run(WebPubSubAction.sendToAll(data, options));
  }

  sendToGroup(group: string, data: MessageContent, options?: SendToAllOptions): Promise<void> {
    return this.#run(WebPubSubAction.sendToGroup(group, data, options));
  }

  sendToUser(userId: string, data: MessageContent, options?: SendToUserOptions): Promise<void> {
    return this.#run(WebPubSubAction.sendToUser(userId, data, options));
  }

  sendToConnection(connectionId: string, data: MessageContent, options?: SendOptions): Promise<void> {
    return this.#run(WebPubSubAction.sendToConnection(connectionId, data, options));
  }

  /** `addToGroup('ann', 'lobby')` adds a user, `addToGroup({ connectionId }, 'lobby')` a connection. */
  addToGroup(member: GroupMemberId, group: string): Promise<void> {
    return this.#run({ groupAction: 'Add', ...targetOf(member), groupId: group });
  }

  removeFromGroup(member: GroupMemberId, group: string): Promise<void> {
    return this.#run({ groupAction: 'Remove', ...targetOf(member), groupId: group });
  }

  removeFromAllGroups(member: GroupMemberId): Promise<void> {
    const { targetType, targetId } = targetOf(member);
    return this.#run(
      targetType === 'Users'
        ? WebPubSubAction.removeUserFromAllGroups(targetId)
        : WebPubSubAction.removeConnectionFromAllGroups(targetId),
    );
  }

  /** Adds every connection that an OData filter selects. */
  addConnectionsToGroups(groups: readonly string[], filter: string): Promise<void> {
    return this.#run(WebPubSubAction.addConnectionsToGroups(groups, filter));
  }

  removeConnectionsFromGroups(groups: readonly string[], filter: string): Promise<void> {
    return this.#run(WebPubSubAction.removeConnectionsFromGroups(groups, filter));
  }

  closeConnection(connectionId: string, reason?: string): Promise<void> {
    return this.#run(WebPubSubAction.closeClientConnection(connectionId, reason));
  }

  closeAllConnections(options?: CloseManyOptions): Promise<void> {
    return this.#run(WebPubSubAction.closeAllConnections(options));
  }

  closeGroupConnections(group: string, options?: CloseManyOptions): Promise<void> {
    return this.#run(WebPubSubAction.closeGroupConnections(group, options));
  }

  closeUserConnections(userId: string, options?: CloseManyOptions): Promise<void> {
    return this.#run(WebPubSubAction.closeUserConnections(userId, options));
  }

  connectionExists(connectionId: string): Promise<boolean> {
    return this.#ask({ targetType: 'Connections', targetId: connectionId });
  }

  userExists(userId: string): Promise<boolean> {
    return this.#ask({ targetType: 'Users', targetId: userId });
  }

  /** Whether the group has members. */
  groupExists(group: string): Promise<boolean> {
    return this.#ask({ targetType: 'Groups', targetId: group });
  }

  isInGroup(member: GroupMemberId, group: string): Promise<boolean> {
    return this.#ask({ groupAction: 'Check', ...targetOf(member), groupId: group });
  }

  grantPermission(connectionId: string, permission: Permission, group?: string): Promise<void> {
    return this.#run(WebPubSubAction.grantPermission(connectionId, permission, group));
  }

  revokePermission(connectionId: string, permission: Permission, group?: string): Promise<void> {
    return this.#run(WebPubSubAction.revokePermission(connectionId, permission, group));
  }

  hasPermission(connectionId: string, permission: Permission, group?: string): Promise<boolean> {
    return this.#watched(this.#hasPermission(connectionId, permission, group));
  }

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
