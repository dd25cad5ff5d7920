import { hexOf } from './decode.js';
import { formatBytes } from './format.js';
import { visible } from './visible.js';
import { withoutToken } from './without-token.js';

// Of each of them; a page keeps many.
const mostText = 16 * 1024;
const mostBytes = 4 * 1024;

/** What the test client was sent, as people read it: text as it is, bytes as a table. */
export function shownReceived(data: string | ArrayBuffer): string {
  if (typeof data === 'string') return cut(visible(withoutToken(data).slice(0, mostText)), data.length > mostText);
  const size = formatBytes(data.byteLength);
  return cut(
    `${size}\n${hexOf(new Uint8Array(data, 0, Math.min(data.byteLength, mostBytes)))}`,
    data.byteLength > mostBytes,
  );
}

function cut(text: string, isCut: boolean): string {
  return isCut ? `${text}\n… (cut)` : text;
}
