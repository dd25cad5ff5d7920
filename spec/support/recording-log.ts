import { inspect } from 'node:util';
import type { Logger, LogLine } from '../../lib/invocation/logger.js';

export interface LoggedLine {
  readonly level: keyof Logger;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** A log that keeps its lines. */
export function recordingLog(): { readonly log: Logger; readonly lines: LoggedLine[] } {
  const lines: LoggedLine[] = [];
  const line =
    (level: keyof Logger): LogLine =>
    (first: object | string, message?: string) => {
      lines.push({
        level,
        message: typeof first === 'string' ? first : (message ?? ''),
        details: typeof first === 'string' ? {} : { ...first },
      });
    };
  return { log: { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') }, lines };
}

/** The lines of one level as text, for a look at what a log gives away. */
export function textOf(lines: readonly LoggedLine[], ...levels: readonly (keyof Logger)[]): string {
  const chosen = lines.filter(({ level }) => levels.length === 0 || levels.includes(level));
  return chosen.map(({ message, details }) => `${message} ${inspect(details, { depth: 5 })}`).join('\n');
}
