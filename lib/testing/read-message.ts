import type { MessageMetadata } from '../protocol/message-metadata.js';
import type { MessageContent } from '../protocol/frames.js';

/** What a message says: text as a string, JSON as its value, bytes as a Buffer. `dataType` tells which, to the compiler too. */
export type ReadContent =
  | { readonly dataType: 'text'; readonly data: string }
  | { readonly dataType: 'json'; readonly data: unknown }
  | { readonly dataType: 'binary' | 'protobuf'; readonly data: Buffer };

/** A message as a test compares it. */
export type ReadMessage = ReadContent & {
  /** Absent where the message has none. */
  readonly metadata?: MessageMetadata;
};

type Message = MessageContent & { readonly metadata?: MessageMetadata };

export function readMessage({ data, dataType, metadata }: Message): ReadMessage {
  return { ...readContent(data, dataType), ...(metadata && { metadata }) };
}

function readContent(data: string | Uint8Array, dataType: MessageContent['dataType']): ReadContent {
  if (dataType === 'json') return { data: JSON.parse(textOf(data)) as unknown, dataType };
  return dataType === 'text' ? { data: textOf(data), dataType } : { data: Buffer.from(data as Uint8Array), dataType };
}

function textOf(data: string | Uint8Array): string {
  return typeof data === 'string' ? data : Buffer.from(data).toString('utf8');
}
