import { debuglog } from 'node:util';

/** Where warnings and errors go; the shape of pino and of `bootstrap`'s own `log`. */
export interface EmulatorLog {
  /** What an app or its operator should look at. */
  warn(details: object, message: string): void;
  /** What went wrong in the emulator itself. */
  error(details: object, message: string): void;
  /** Need not be there: what went well, such as settings that were read again. */
  info?(details: object, message: string): void;
}

/** `NODE_DEBUG=web-pubsub:emulator` shows what the emulator does; it never prints a key or a token. */
export const trace = debuglog('web-pubsub:emulator');

/** One line an entry on stderr. */
export const standardErrorLog: EmulatorLog = {
  warn: (details, message) => write('warning', details, message),
  error: (details, message) => write('error', details, message),
};

/** A log that throws must not end the process, nor what it tells of. */
export function contained(log: EmulatorLog): EmulatorLog {
  const say =
    (level: keyof EmulatorLog) =>
    (details: object, message: string): void => {
      try {
        log[level]?.(details, message);
      } catch (error) {
        trace('the log failed: %s', error);
      }
    };
  return { warn: say('warn'), error: say('error'), info: say('info') };
}

function write(level: string, details: object, message: string): void {
  process.stderr.write(`emulator ${level}: ${message} ${JSON.stringify(details)}\n`);
}
