import type { DataType } from './data-type.js';
import type { MessageMetadata } from './message-metadata.js';

/** What a message carries: text and JSON text as a string, bytes as bytes. */
export interface MessageContent {
  readonly dataType: DataType;
  readonly data: string | Uint8Array;
  readonly metadata?: MessageMetadata;
}

/** A uint64, so that the largest `ackId` comes back as it was sent. */
export type AckId = bigint;

interface Acknowledged {
  readonly ackId?: AckId;
}

/** One message from a client, whatever its subprotocol writes it as. */
export type ClientFrame =
  | ({ readonly type: 'joinGroup'; readonly group: string } & Acknowledged)
  | ({ readonly type: 'leaveGroup'; readonly group: string } & Acknowledged)
  | ({
      readonly type: 'sendToGroup';
      readonly group: string;
      readonly noEcho: boolean;
      readonly message: MessageContent;
      readonly ttlSeconds?: number;
    } & Acknowledged)
  | ({ readonly type: 'event'; readonly event: string; readonly message: MessageContent } & Acknowledged)
  | { readonly type: 'sequenceAck'; readonly sequenceId: bigint }
  | { readonly type: 'ping' };

export type ClientFrameOf<T extends ClientFrame['type']> = Extract<ClientFrame, { readonly type: T }>;

export type AckErrorName = 'Forbidden' | 'InternalServerError' | 'Duplicate';

export interface AckError {
  readonly name: AckErrorName;
  readonly message: string;
}

/** A message that subscribers see. `sequenceId` is set on reliable subprotocols alone, one count a connection. */
export interface MessageFrame {
  readonly type: 'message';
  readonly from: 'group' | 'server';
  readonly group?: string;
  /** The user of the client that published; undefined for anonymous clients and for the server. */
  readonly fromUserId?: string | undefined;
  readonly message: MessageContent;
  readonly sequenceId?: number;
}

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
  | MessageFrame;
