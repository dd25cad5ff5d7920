import { DeliveryError } from '../errors.js';
import { toErrorAnswer } from '../invocation/error-answer.js';
import type { Logger, LogLine } from '../invocation/logger.js';
import type { AnyContext, ReportDetails, Reporter } from '../invocation/reporter.js';

export interface ReportingOptions {
  readonly log: Logger;
  readonly onError?: ((error: unknown, context: AnyContext | undefined) => void) | undefined;
  readonly onOutputError?: ((error: DeliveryError, context: AnyContext | undefined) => void) | undefined;
}

/**
 * How many different things of a kind are warned of before further ones go to `debug`; an attacker must neither fill the log or memory, nor
 * use up the warnings of another kind.
 */
const warningLimit = 1000;

/** Tells the log and the user's callbacks what went wrong, each thing once. */
export function createReporter({ log: said, onError, onOutputError }: ReportingOptions): Reporter {
  const log = contained(said);
  const warned = new Map<string, Set<string>>();
  const isFirst = (kind: string, key: string): boolean => {
    const keys = warned.get(kind) ?? new Set();
    const first = !keys.has(key) && keys.size < warningLimit;
    if (first) warned.set(kind, keys.add(key));
    return first;
  };
  return {
    log,
    failed: (error, about) => {
      // undelivered() has told of these already.
      if (isDelivery(error)) return;
      const { status, message } = toErrorAnswer(error);
      // An answer in the 400s is what the function meant to say; only the caller needs to know.
      if (status < 500) {
        log.debug(lineOf(about, error), `${about.function} refused: ${message}`);
        return;
      }
      log.error(lineOf(about, error), `${about.function} failed.`);
      call(onError, error, about.context, log);
    },
    undelivered: (error, about) => {
      log.error(lineOf(about, error), error.message);
      call(onOutputError, error, about.context, log);
    },
    refused: (error, key) => {
      log[isFirst(error.code, key) ? 'warn' : 'debug']({ code: error.code }, error.message);
    },
    noticed: (message) => {
      if (isFirst('noticed', message)) log.warn(message);
    },
  };
}

/** A logger that throws must not become the failure of what it tells of. */
function contained(log: Logger): Logger {
  const line =
    (level: keyof Logger): LogLine =>
    (first: object | string, message?: string) => {
      try {
        if (typeof first === 'string') log[level](first);
        else log[level](first, message);
      } catch {
        // Nobody is left to tell.
      }
    };
  return { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') };
}

function lineOf({ function: name, eventId, connectionId }: ReportDetails, err: unknown): object {
  return { function: name, eventId, connectionId, err };
}

// Anything can be thrown, a revoked proxy too, of which not even the class can be asked.
function isDelivery(error: unknown): boolean {
  try {
    return error instanceof DeliveryError;
  } catch {
    return false;
  }
}

// A callback that throws must not turn one failure into another, or an answer into none.
function call<E>(
  callback: ((error: E, context: AnyContext | undefined) => void) | undefined,
  error: E,
  context: AnyContext | undefined,
  log: Logger,
): void {
  const tell = (thrown: unknown) => log.error({ err: thrown }, 'A callback for errors failed itself.');
  try {
    // An async callback is typed as one that returns nothing; a rejection that nobody handles would end the process.
    const told: unknown = callback?.(error, context);
    Promise.resolve(told).catch(tell);
  } catch (thrown) {
    tell(thrown);
  }
}
