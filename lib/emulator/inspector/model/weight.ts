import type { ShownEntry } from '../wire.js';

/** What an entry weighs, nearly: the characters of all that it says. */
export function weightOf({ message, subprotocols = [], ...members }: ShownEntry): number {
  const { data = '', metadata = {} } = message ?? {};
  const said: readonly unknown[] = [data, ...subprotocols, ...Object.values(members), ...Object.values(metadata)];
  return said.reduce<number>((weight, text) => weight + (typeof text === 'string' ? text.length : 0), 0);
}
