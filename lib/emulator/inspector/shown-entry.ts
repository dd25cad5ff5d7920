import type { MessageContent } from '../../protocol/frames.js';
import type { TapEntry } from '../tap/entries.js';
import type { ShownEntry, ShownMessage } from './wire.js';

/** What a page shows of one message. */
export const mostShown = 16 * 1024;

/** An entry as it is kept: of a large message only what will be shown, so that nothing holds on to the rest. */
export function cutEntry(entry: TapEntry): TapEntry {
  if (!('message' in entry) || entry.message === undefined || entry.bytes <= mostShown) return entry;
  return { ...entry, message: cutMessage(entry.message) };
}

/** An entry as the page has it: plain data. */
export function shownEntry(entry: TapEntry, canReplay: boolean): ShownEntry {
  const replay = canReplay ? { canReplay: true as const } : {};
  if (!('message' in entry) || entry.message === undefined) return { ...(entry as ShownEntry), ...replay };
  const { message, ...rest } = entry;
  return { ...(rest as ShownEntry), ...replay, message: shownMessage(message) };
}

function cutMessage({ data, ...rest }: MessageContent): MessageContent & { readonly isCut?: true } {
  if (data.length <= mostShown) return { ...rest, data };
  // Through bytes, because a part of a string keeps the whole of it alive.
  const part =
    typeof data === 'string' ? Buffer.from(data.slice(0, mostShown)).toString('utf8') : data.slice(0, mostShown);
  return { ...rest, data: part, isCut: true };
}

function shownMessage({ dataType, data, metadata, isCut }: MessageContent & { readonly isCut?: true }): ShownMessage {
  const text = typeof data === 'string' ? data : Buffer.from(data).toString('base64');
  return {
    ...{ dataType, data: text },
    ...(metadata === undefined ? {} : { metadata }),
    ...(isCut === undefined ? {} : { isCut }),
  };
}
