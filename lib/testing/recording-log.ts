import type { Logger, LogLine } from '../invocation/logger.js';

/** One line that was logged. */
export interface LoggedLine {
  readonly level: keyof Logger;
  readonly message: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface RecordingLogOptions {
  /** Told of each line as well. */
  readonly onLine?: (line: LoggedLine) => void;
  /** Another log that is to have the lines, too. */
  readonly also?: Logger | undefined;
}

/** A log that keeps its lines. */
export function recordingLog({ onLine, also }: RecordingLogOptions = {}): {
  readonly log: Logger;
  readonly lines: readonly LoggedLine[];
} {
  const lines: LoggedLine[] = [];
  const line =
    (level: keyof Logger): LogLine =>
    (first: object | string, message?: string) => {
      const isText = typeof first === 'string';
      const one = { level, message: isText ? first : (message ?? ''), details: isText ? {} : { ...first } };
      lines.push(one);
      onLine?.(one);
      if (isText) also?.[level](first);
      else also?.[level](first, message);
    };
  return { log: { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') }, lines };
}
