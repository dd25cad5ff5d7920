import type { Logger, LogLine } from '../invocation/logger.js';

/** One line that a function logged. */
export interface LoggedLine {
  readonly level: keyof Logger;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** A log that keeps its lines. */
export function recordingLog(): { readonly log: Logger; readonly lines: readonly LoggedLine[] } {
  const lines: LoggedLine[] = [];
  const line =
    (level: keyof Logger): LogLine =>
    (first: object | string, message?: string) => {
      const isText = typeof first === 'string';
      lines.push({ level, message: isText ? first : (message ?? ''), details: isText ? {} : { ...first } });
    };
  return { log: { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') }, lines };
}
