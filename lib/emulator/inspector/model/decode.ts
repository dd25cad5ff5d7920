import type { ShownMessage } from '../wire.js';

/** A message as people read it. */
export interface Decoded {
  /** What it is, in a word or two. */
  readonly type: string;
  readonly text: string;
  readonly isCut: boolean;
}

/** Decodes a message by its type: JSON in lines, text as it is, bytes as a table of them. */
export function decode(message: ShownMessage): Decoded {
  const { dataType, data } = message;
  const isCut = message.isCut === true;
  if (dataType === 'text') return { type: 'text', text: data, isCut };
  if (dataType === 'json') return { type: 'json', text: isCut ? data : prettyJson(data), isCut };
  return { type: dataType, text: hexOf(bytesOf(data)), isCut };
}

/** The message in one line, for a list. */
export function preview(message: ShownMessage, length = 80): string {
  const { dataType, data } = message;
  const text = dataType === 'text' || dataType === 'json' ? data : `${bytesOf(data).length} bytes`;
  const line = text
    .slice(0, length * 2)
    .replace(/\s+/g, ' ')
    .trim();
  return line.length > length ? `${line.slice(0, length)}…` : line;
}

function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return text;
  }
}

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

const width = 16;

/** As `hexdump -C` has it: where, sixteen bytes, and what of them is ASCII. */
export function hexOf(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += width) {
    const part = [...bytes.slice(at, at + width)];
    const hex = part.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const ascii = part.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`${at.toString(16).padStart(6, '0')}  ${hex.padEnd(width * 3 - 1)}  ${ascii}`);
  }
  return lines.join('\n');
}
