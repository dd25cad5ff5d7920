/** One level of a logger, as pino has it: details first, or the message alone. */
export interface LogLine {
  (details: object, message?: string): void;
  (message: string): void;
}

/** Where warnings and errors go; a pino logger is one. */
export interface Logger {
  debug: LogLine;
  info: LogLine;
  warn: LogLine;
  error: LogLine;
}

const silent: LogLine = () => undefined;

/** Says nothing; the log of a context that a test made. */
export const silentLogger: Logger = { debug: silent, info: silent, warn: silent, error: silent };

/** A logger that adds the same details to every line. */
export function withDetails(log: Logger, details: object): Logger {
  const line =
    (level: keyof Logger): LogLine =>
    (first: object | string, message?: string) => {
      if (typeof first === 'string') log[level](details, first);
      else log[level]({ ...details, ...first }, message);
    };
  return { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') };
}
