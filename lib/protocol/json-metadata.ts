import { jsonMembers } from './json-members.js';
import { metadataLimits, metadataToken, type MessageMetadata } from './message-metadata.js';

// What a header can carry; official emulator: ASCII.
const headerText = /^[\t\x20-\x7e]*$/;

/** Reads `metadata` of a frame: names as they are spelled. Undefined for what is none, a name that is there twice included. */
export function parseMetadata(raw: string): MessageMetadata | undefined {
  const members = jsonMembers(raw, { isRepeatRefused: true });
  if (members === undefined) return undefined;
  const metadata = [...members].map(([name, text]) => [name, JSON.parse(text) as unknown] as const);
  if (!metadata.every(isEntry)) return undefined;
  const total = metadata.reduce((sum, [name, text]) => sum + name.length + text.length, 0);
  return total <= metadataLimits.total ? Object.fromEntries(metadata) : undefined;
}

function isEntry(entry: readonly [string, unknown]): entry is readonly [string, string] {
  const [name, text] = entry;
  if (name.length > metadataLimits.name || !metadataToken.test(name)) return false;
  return typeof text === 'string' && text.length <= metadataLimits.text && headerText.test(text);
}
