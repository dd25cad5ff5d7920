import { jsonMembers } from './json-members.js';

/** The members of `metadata` in a frame. Undefined for what is no object, and where a name is there twice. */
export function metadataEntries(raw: string): readonly (readonly [string, unknown])[] | undefined {
  const members = jsonMembers(raw, { isRepeatRefused: true });
  return members && [...members].map(([name, text]) => [name, JSON.parse(text) as unknown] as const);
}
