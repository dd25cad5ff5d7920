import type { DataType } from './data-type.js';
import type { GroupState, GroupStateItem } from './group-state.js';
import type { MessageMetadata } from './message-metadata.js';

/** What a message carries: text and JSON text as a string, bytes as bytes. */
export interface MessageContent {
  readonly dataType: DataType;
  readonly data: string | Uint8Array;
  /** Texts that travel beside it. */
  readonly metadata?: MessageMetadata;
}

/** A uint64, so that the largest `ackId` comes back as it was sent. */
export type AckId = bigint;

interface Acknowledged {
  readonly ackId?: AckId;
}

interface ToGroup extends Acknowledged {
  readonly group: string;
}

/** How a client says that its stream failed; the service gives the name. */
export interface StreamEndError {
  readonly message?: string;
  readonly userErrorCode?: string;
}

/** One message from a client, whatever its subprotocol writes it as. */
export type ClientFrame =
  | ({ readonly type: 'joinGroup' } & ToGroup)
  | ({ readonly type: 'leaveGroup' } & ToGroup)
  | ({
      readonly type: 'sendToGroup';
      readonly noEcho: boolean;
      readonly message: MessageContent;
      readonly ttlSeconds?: number;
    } & ToGroup)
  | ({ readonly type: 'event'; readonly event: string; readonly message: MessageContent } & Acknowledged)
  | { readonly type: 'invoke'; readonly invocationId: string; readonly event: string; readonly message: MessageContent }
  | { readonly type: 'cancelInvocation'; readonly invocationId: string }
  | ({
      readonly type: 'startStream';
      readonly noEcho: boolean;
      readonly streamId: string;
      readonly idleTimeoutMs?: number;
      readonly ttlSeconds?: number;
    } & ToGroup)
  | {
      readonly type: 'streamData';
      readonly streamId: string;
      /** Without it, it only keeps the stream alive. */
      readonly part?: { readonly sequenceId: number; readonly message: MessageContent };
    }
  | { readonly type: 'streamEnd'; readonly streamId: string; readonly error?: StreamEndError }
  | ({ readonly type: 'setGroupState'; readonly state?: GroupState } & ToGroup)
  | ({ readonly type: 'subscribeGroupState' } & ToGroup)
  | ({ readonly type: 'unsubscribeGroupState' } & ToGroup)
  | { readonly type: 'sequenceAck'; readonly sequenceId: bigint }
  | { readonly type: 'ping' };

export type ClientFrameOf<T extends ClientFrame['type']> = Extract<ClientFrame, { readonly type: T }>;

export type AckErrorName = 'Forbidden' | 'InternalServerError' | 'Duplicate' | 'BadRequest';

export interface AckError {
  readonly name: AckErrorName;
  readonly message: string;
}

/** Why an invocation failed; the names are for clients to tell failures apart. */
export interface InvocationFailure {
  readonly name: string;
  readonly message: string;
}

/** Where a message stands in a stream of its sender. */
export interface StreamPosition {
  readonly streamId: string;
  readonly streamSequenceId: number;
  readonly endOfStream?: true;
  readonly error?: StreamEndError & { readonly name: string };
}

/** A message that subscribers see. `sequenceId` is set on reliable subprotocols alone, one count a connection. */
export interface MessageFrame {
  readonly type: 'message';
  readonly from: 'group' | 'server';
  readonly group?: string;
  /** The user of the client that published; undefined for anonymous clients and for the server. */
  readonly fromUserId?: string | undefined;
  readonly message: MessageContent;
  readonly stream?: StreamPosition;
  readonly sequenceId?: number;
}

/** Who has which state in a group: all of it after a subscription, later what has changed. */
export interface GroupStateFrame {
  readonly type: 'groupStateSnapshot' | 'groupStateUpdate';
  readonly group: string;
  readonly items: readonly GroupStateItem[];
  readonly sequenceId?: number;
}

/** What a reliable connection numbers and keeps until it is acknowledged. */
export type DataFrame = MessageFrame | GroupStateFrame;

export type StreamCloseName = 'StreamNotFound' | 'Forbidden' | 'BadRequest' | 'InternalServerError' | 'IdleTimeout';

/** One message to a client. */
export type ServerFrame =
  | {
      readonly type: 'connected';
      readonly connectionId: string;
      readonly userId: string | undefined;
      readonly reconnectionToken?: string;
    }
  | { readonly type: 'disconnected'; readonly message: string }
  | { readonly type: 'ack'; readonly ackId: AckId; readonly error?: AckError }
  | { readonly type: 'pong' }
  | {
      readonly type: 'invokeResponse';
      readonly invocationId: string;
      readonly outcome: { readonly reply: MessageContent | undefined } | { readonly error: InvocationFailure };
    }
  | { readonly type: 'streamAck'; readonly streamId: string; readonly expectedSequenceId: number }
  | {
      readonly type: 'streamNack';
      readonly streamId: string;
      readonly name: 'InvalidSequenceId' | 'TransientError';
      readonly message: string;
      readonly expectedSequenceId: number;
    }
  | {
      readonly type: 'streamClosed';
      readonly streamId: string;
      readonly error?: { readonly name: StreamCloseName; readonly message: string };
    }
  | DataFrame;

export type ServerFrameOf<T extends ServerFrame['type']> = Extract<ServerFrame, { readonly type: T }>;
