import { silentLogger } from '../invocation/logger.js';
import type { Logger, LogLine } from '../invocation/logger.js';
import { stderrLogger } from '../service/stderr-logger.js';

/** What stands where a test gives no log of its own. */
export interface PrintedLog {
  readonly log: Logger;
  /** From now on it prints. What an app warns of when it starts it says in production, too, and every test would say it again. */
  start(): void;
}

/** A log that prints lines of some levels to stderr, once it is started. */
export function printedLog(levels: readonly ('warn' | 'error')[], to: Logger = stderrLogger): PrintedLog {
  let isStarted = false;
  const line =
    (level: keyof Logger): LogLine =>
    (first: object | string, message?: string) => {
      if (!isStarted) return;
      if (typeof first === 'string') to[level](first);
      else to[level](first, message);
    };
  return {
    log: { ...silentLogger, ...Object.fromEntries(levels.map((level) => [level, line(level)])) },
    start() {
      isStarted = true;
    },
  };
}
