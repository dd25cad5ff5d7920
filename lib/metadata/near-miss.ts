import { systemEventNames } from '../protocol/event-type.js';
import type { SystemEventName } from '../protocol/event-type.js';

// seed: "disconnect" is a word for "disconnected".
const words: ReadonlyMap<string, SystemEventName> = new Map([
  ...systemEventNames.map((name) => [name, name] as const),
  ['disconnect', 'disconnected'],
]);

/**
 * The system event that a name was most likely meant for: it differs in letter case, by one slip, or by the `on` and `handle` that
 * other libraries put in front of their handlers. Two slips would take "contact", "collect" and "reconnect" for "connect".
 */
export function meantSystemEvent(written: string): SystemEventName | undefined {
  const name = written.toLowerCase().replace(/^(on|handle)_?/, '');
  const exact = words.get(name);
  if (exact !== undefined) return exact;
  return [...words].find(([word]) => isOneSlip(name, word))?.[1];
}

/** One letter too many, too few or wrong, or two neighbours in each other's place. */
function isOneSlip(written: string, meant: string): boolean {
  const shorter = Math.min(written.length, meant.length);
  let start = 0;
  while (start < shorter && written[start] === meant[start]) start++;
  let end = 0;
  while (end < shorter - start && written.at(-1 - end) === meant.at(-1 - end)) end++;
  const [wrong, right] = [written, meant].map((word) => word.slice(start, word.length - end)) as [string, string];
  if (wrong.length <= 1 && right.length <= 1) return true;
  return wrong.length === 2 && right === wrong.charAt(1) + wrong.charAt(0);
}
