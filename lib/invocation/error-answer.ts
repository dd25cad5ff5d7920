import { isError, WebPubSubError } from '../errors.js';

/** What a caller may know of a failure. */
export interface ErrorAnswer {
  readonly status: number;
  readonly message: string;
}

const hidden: ErrorAnswer = { status: 500, message: 'Internal Server Error' };

/**
 * The answer to a failure. Our own errors and those that say `expose: true` (http-errors) keep a 4xx status and their message;
 * everything else is a 500 that tells nothing. An SDK's error with a `statusCode` is the app's failure, not the caller's.
 */
export function toErrorAnswer(error: unknown): ErrorAnswer {
  try {
    return readError(error);
  } catch {
    // Whatever was thrown may be a proxy or have getters that throw themselves.
    return hidden;
  }
}

function readError(error: unknown): ErrorAnswer {
  if (error instanceof WebPubSubError) return ofOurs(error);
  if (!isError(error) || !('expose' in error) || error.expose !== true) return hidden;
  const { status, statusCode, message } = error as { status?: unknown; statusCode?: unknown; message: unknown };
  const said = typeof status === 'number' ? status : statusCode;
  return isBetween(said, 400, 499) && typeof message === 'string' ? { status: said, message } : hidden;
}

function ofOurs({ status, problem }: WebPubSubError): ErrorAnswer {
  if (isBetween(status, 400, 499)) return { status, message: problem };
  // Users make errors of these classes, too; whatever status they give, a failure is never an acceptance.
  return isBetween(status, 500, 599) ? { ...hidden, status } : hidden;
}

function isBetween(status: unknown, from: number, to: number): status is number {
  return typeof status === 'number' && Number.isInteger(status) && status >= from && status <= to;
}
