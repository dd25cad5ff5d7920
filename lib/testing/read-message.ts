import type { MessageContent } from '../protocol/frames.js';

/** A message as a test compares it: JSON as its value, text as a string, bytes as a Buffer. */
export interface ReadMessage {
  readonly data: unknown;
  readonly dataType: MessageContent['dataType'];
}

export function readMessage({ data, dataType }: MessageContent): ReadMessage {
  if (dataType === 'json') return { data: JSON.parse(textOf(data)) as unknown, dataType };
  return { data: dataType === 'text' ? textOf(data) : Buffer.from(data as Uint8Array), dataType };
}

function textOf(data: string | Uint8Array): string {
  return typeof data === 'string' ? data : Buffer.from(data).toString('utf8');
}
