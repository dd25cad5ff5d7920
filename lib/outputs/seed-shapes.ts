import type { MessageMetadata } from '../protocol/message-metadata.js';
import type { MessageContent } from './vocabulary.js';

type KindKey = 'actionName' | 'message' | 'groupAction' | 'action' | 'connectionId';
/** A shape forbids the keys that would make it another kind. */
type Only<K extends KindKey> = Readonly<Partial<Record<Exclude<KindKey, K>, never>>>;

interface Message extends Only<'message'> {
  /** A string is text, bytes are binary, every other value is JSON. */
  message: MessageContent;
  /** Texts by name that travel beside the message, as headers. */
  metadata?: MessageMetadata;
}
/** To everyone in the hub. */
export interface MessageToAll extends Message {
  targetType?: 'All';
  targetId?: never;
  /** Ids of connections to leave out. */
  excludes?: readonly string[];
}
/** To everyone in a group. */
export interface MessageToGroup extends Message {
  targetType: 'Groups';
  /** The group. */
  targetId: string;
  /** Ids of connections to leave out. */
  excludes?: readonly string[];
}
/** To all connections of a user, or to one connection. */
export interface MessageToOne extends Message {
  targetType: 'Users' | 'Connections';
  /** The user's id, or the connection's. */
  targetId: string;
  excludes?: never;
}
/** Sends `message` to everyone in the hub, a group, a user or a connection; `excludes` are connection ids. */
export type MessageData = MessageToAll | MessageToGroup | MessageToOne;

interface Membership {
  targetType: 'Users' | 'Connections';
  /** The user's id, or the connection's. */
  targetId: string;
  groupId: string;
}
/** @inline */
type Change = 'Add' | 'Remove' | 'Join' | 'Leave';
/** @inline */
interface GroupChange extends Membership, Only<'groupAction'> {
  groupAction: Change;
}
/** @inline */
interface GroupChangeAsInSample extends Membership, Only<'action'> {
  action: Change;
}
/** @inline */
interface GroupCheck extends Membership, Only<'groupAction'> {
  groupAction: 'Check';
}
/** @inline */
interface GroupCheckAsInSample extends Membership, Only<'action'> {
  action: 'Check';
}
/**
 * Adds a user or a connection to a group, or removes it. `targetId` is the user's id or the connection's, `groupId` the group; Join means Add, and
 * Leave means Remove. `action` is another name of `groupAction`, from the sample of the seed.
 */
export type GroupData = GroupChange | GroupChangeAsInSample;
/** Asks whether a user or a connection (`targetId`) is in a group (`groupId`). */
export type GroupCheckData = GroupCheck | GroupCheckAsInSample;

/** Closes a connection; `reason` reaches its client. */
export interface CloseConnectionData extends Only<'connectionId'> {
  connectionId: string;
  reason?: string;
}

/** Asks whether a user or a connection is connected, or a group has members; `targetId` is the id, or the group. */
export interface ExistenceData extends Only<never> {
  targetType: 'Users' | 'Connections' | 'Groups';
  targetId: string;
  groupId?: never;
}
