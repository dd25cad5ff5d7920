import type { MessageContent } from '../../protocol/frames.js';
import type { TapEntry } from '../tap/entries.js';
import { hideSecretsOfBytes, hideSecretsOfPart } from './hide-secrets.js';
import type { ShownEntry, ShownMessage } from './wire.js';

/** What a page shows of one message. */
export const mostShown = 16 * 1024;
/** What it shows of any other text, such as a path: no name of the protocols is as long. */
export const mostOfText = 2 * 1024;

/** An entry as it is kept: of what is large only what will be shown, so that nothing holds on to the rest. */
export function cutEntry(entry: TapEntry, accessKeys: readonly string[] = []): TapEntry {
  const large = Object.entries(entry).filter((member) => isLarge(member[1]));
  const cut = Object.fromEntries(large.map(([name, text]) => [name, cutText(text as string, mostOfText, accessKeys)]));
  const kept = large.length === 0 ? entry : { ...entry, ...cut };
  if (!('message' in kept) || kept.message === undefined || kept.bytes <= mostShown) return kept;
  return { ...kept, message: cutMessage(kept.message, accessKeys) };
}

/** An entry as the page has it: plain data. */
export function shownEntry(entry: TapEntry, canReplay: boolean, accessKeys: readonly string[] = []): ShownEntry {
  const replay = canReplay ? { canReplay: true as const } : {};
  if (!('message' in entry) || entry.message === undefined) return { ...(entry as ShownEntry), ...replay };
  const { message, ...rest } = entry;
  return { ...(rest as ShownEntry), ...replay, message: shownMessage(message, accessKeys) };
}

function isLarge(value: unknown): boolean {
  return typeof value === 'string' && value.length > mostOfText;
}

type CutMessage = MessageContent & { readonly isCut?: true };

function cutMessage({ data, ...rest }: MessageContent, accessKeys: readonly string[]): CutMessage {
  if (data.length <= mostShown) return { ...rest, data };
  const part = typeof data === 'string' ? cutText(data, mostShown, accessKeys) : data.slice(0, mostShown);
  return { ...rest, data: part, isCut: true };
}

function cutText(text: string, most: number, accessKeys: readonly string[]): string {
  const part = hideSecretsOfPart(text.slice(0, most), accessKeys);
  // Through bytes, because a part of a string keeps the whole of it alive.
  return Buffer.from(part).toString('utf8');
}

function shownMessage({ dataType, data, metadata, isCut }: CutMessage, accessKeys: readonly string[]): ShownMessage {
  return {
    ...{ dataType, data: typeof data === 'string' ? data : base64Of(data, accessKeys, isCut === true) },
    ...(metadata === undefined ? {} : { metadata }),
    ...(isCut === undefined ? {} : { isCut }),
  };
}

function base64Of(bytes: Uint8Array, accessKeys: readonly string[], isCut: boolean): string {
  return Buffer.from(hideSecretsOfBytes(bytes, accessKeys, isCut)).toString('base64');
}
