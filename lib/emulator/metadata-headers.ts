import { metadataHeaderPrefix } from '../protocol/header-names.js';
import { readMetadata, type MetadataReading } from '../protocol/message-metadata.js';

/** Reads the headers that carry metadata, where there are any; `lines` tells every line of a header. */
export function readMetadataHeaders(
  names: readonly string[],
  lines: (name: string) => readonly string[],
): MetadataReading | undefined {
  // official emulator: the bare prefix is no name.
  const carrying = names.filter((name) => name.startsWith(metadataHeaderPrefix) && name !== metadataHeaderPrefix);
  if (carrying.length === 0) return undefined;
  const entries = carrying.map((name) => [name.slice(metadataHeaderPrefix.length), lastValue(lines(name))] as const);
  return readMetadata(Object.fromEntries(entries));
}

// official emulator: of several lines and of what commas divide, the last counts.
function lastValue(lines: readonly string[]): string {
  return lines.at(-1)?.split(',').at(-1)?.trim() ?? '';
}
