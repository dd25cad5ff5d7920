import { inspect } from 'node:util';
import type { Logger } from '../../lib/invocation/logger.js';
import type { LoggedLine } from '../../lib/testing/recording-log.js';

export { recordingLog } from '../../lib/testing/recording-log.js';
export type { LoggedLine } from '../../lib/testing/recording-log.js';

/** The lines of one level as text, for a look at what a log gives away. */
export function textOf(lines: readonly LoggedLine[], ...levels: readonly (keyof Logger)[]): string {
  const chosen = lines.filter(({ level }) => levels.length === 0 || levels.includes(level));
  return chosen.map(({ message, details }) => `${message} ${inspect(details, { depth: 5 })}`).join('\n');
}
