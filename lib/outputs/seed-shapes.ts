import type { MessageMetadata } from '../protocol/message-metadata.js';
import type { MessageContent } from './vocabulary.js';

type KindKey = 'actionName' | 'message' | 'groupAction' | 'action' | 'connectionId';
/** A shape forbids the keys that would make it another kind. */
type Only<K extends KindKey> = Readonly<Partial<Record<Exclude<KindKey, K>, never>>>;

interface Message extends Only<'message'> {
  message: MessageContent;
  /** Texts by name that travel beside the message, as headers. */
  metadata?: MessageMetadata;
}
interface MessageToAll extends Message {
  targetType?: 'All';
  targetId?: never;
  excludes?: readonly string[];
}
interface MessageToGroup extends Message {
  targetType: 'Groups';
  targetId: string;
  excludes?: readonly string[];
}
interface MessageToOne extends Message {
  targetType: 'Users' | 'Connections';
  targetId: string;
  excludes?: never;
}
/** Sends `message` to everyone in the hub, a group, a user or a connection; `excludes` are connection ids. */
export type MessageData = MessageToAll | MessageToGroup | MessageToOne;

interface Membership {
  targetType: 'Users' | 'Connections';
  targetId: string;
  groupId: string;
}
interface Named<A> extends Membership, Only<'groupAction'> {
  groupAction: A;
}
interface NamedAsInSample<A> extends Membership, Only<'action'> {
  action: A;
}
type Change = 'Add' | 'Remove' | 'Join' | 'Leave';
/** Adds a user or a connection to a group, or removes it. */
export type GroupData = Named<Change> | NamedAsInSample<Change>;
/** Asks whether a user or a connection is in a group. */
export type GroupCheckData = Named<'Check'> | NamedAsInSample<'Check'>;

/** Closes a connection; `reason` reaches its client. */
export interface CloseConnectionData extends Only<'connectionId'> {
  connectionId: string;
  reason?: string;
}

/** Asks whether a user or a connection is connected, or a group has members. */
export interface ExistenceData extends Only<never> {
  targetType: 'Users' | 'Connections' | 'Groups';
  targetId: string;
  groupId?: never;
}
