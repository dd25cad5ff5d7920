import { metadataHeaderPrefix } from './header-names.js';

/** Texts by name that travel beside a message, each in a header of its own. */
export type MessageMetadata = Readonly<Record<string, string>>;

/** Metadata as it goes on the wire, or what is wrong with a value that is none; the words never hold a text of it. */
export type MetadataReading = { readonly metadata: MessageMetadata } | { readonly problem: string };

/** official emulator: characters of one name, of one text, and of all names and texts together. */
export const metadataLimits = { name: 256, text: 1_024, total: 8_192 } as const;

/** What metadata must be, for the remedy in an error. */
export const metadataRule =
  'an object of texts in ASCII, up to 1,024 characters each, by names of letters, digits and the like, up to 256; 8,192 in all';

/** A name: RFC 9110 5.6.2, a token. */
const metadataToken = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
// What a header can carry; official emulator: ASCII.
const headerText = /^[\t\x20-\x7e]*$/;
// RFC 9110 5.5: what else may stand in a header; space at either end is no part of its value.
const headerValue = /^(?![\t ])[\t\x20-\x7e]*(?<![\t ])$/;

/** Reads what an app gives as metadata: a copy with its names in lower case, as they go on the wire. */
export function readMetadata(value: unknown): MetadataReading {
  if (!isObject(value)) return { problem: 'no object of texts' };
  const metadata = new Map<string, string>();
  let total = 0;
  for (const [name, text] of Object.entries(value)) {
    const problem = problemOfName(name) ?? problemOfText(name, text);
    if (problem !== undefined) return { problem };
    // A header has one name in every letter case: one of the two would be lost.
    if (metadata.has(name.toLowerCase())) return { problem: `an object that has "${name}" in two letter cases` };
    metadata.set(name.toLowerCase(), text as string);
    total += name.length + (text as string).length;
  }
  if (total > metadataLimits.total) return { problem: `${total} characters long` };
  return { metadata: Object.fromEntries(metadata) };
}

/** Metadata of a frame, with its names as they are spelled; undefined where it is none. */
export function toFrameMetadata(entries: readonly (readonly [string, unknown])[]): MessageMetadata | undefined {
  if (!entries.every(isFrameEntry)) return undefined;
  const total = entries.reduce((sum, [name, text]) => sum + name.length + text.length, 0);
  return total <= metadataLimits.total ? Object.fromEntries(entries) : undefined;
}

function isFrameEntry(entry: readonly [string, unknown]): entry is readonly [string, string] {
  const [name, text] = entry;
  if (name.length > metadataLimits.name || !metadataToken.test(name)) return false;
  return typeof text === 'string' && text.length <= metadataLimits.text && headerText.test(text);
}

/** The headers that carry metadata, names in lower case. official emulator: of names that differ in letter case alone the last counts. */
export function metadataHeaders(metadata: MessageMetadata): Record<string, string> {
  return Object.fromEntries(
    Object.entries(metadata).map(([name, text]) => [metadataHeaderPrefix + name.toLowerCase(), text]),
  );
}

function problemOfName(name: string): string | undefined {
  if (name.length > metadataLimits.name) return `an object with a name of ${name.length} characters`;
  if (!metadataToken.test(name)) return `an object with the name ${JSON.stringify(name)}, which no header can have`;
  return undefined;
}

function problemOfText(name: string, text: unknown): string | undefined {
  if (typeof text !== 'string') return `an object whose "${name}" is no text`;
  if (text.length > metadataLimits.text) return `an object whose "${name}" has ${text.length} characters`;
  if (!headerValue.test(text)) return `an object whose "${name}" is no text that a header carries unchanged`;
  return undefined;
}

// The tag tells a Map, an array and bytes apart, whose own keys would say nothing or something else.
function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return Object.prototype.toString.call(value) === '[object Object]';
}
