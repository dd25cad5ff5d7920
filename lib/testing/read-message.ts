import type { MessageMetadata } from '../protocol/message-metadata.js';
import type { MessageContent } from '../protocol/frames.js';

/** A message as a test compares it: JSON as its value, text as a string, bytes as a Buffer. */
export interface ReadMessage {
  readonly data: unknown;
  readonly dataType: MessageContent['dataType'];
  /** Absent where the message has none. */
  readonly metadata?: MessageMetadata;
}

type Message = MessageContent & { readonly metadata?: MessageMetadata };

export function readMessage({ data, dataType, metadata }: Message): ReadMessage {
  return { data: readData(data, dataType), dataType, ...(metadata && { metadata }) };
}

function readData(data: string | Uint8Array, dataType: MessageContent['dataType']): unknown {
  if (dataType === 'json') return JSON.parse(textOf(data));
  return dataType === 'text' ? textOf(data) : Buffer.from(data as Uint8Array);
}

function textOf(data: string | Uint8Array): string {
  return typeof data === 'string' ? data : Buffer.from(data).toString('utf8');
}
