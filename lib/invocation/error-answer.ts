import { WebPubSubError } from '../errors.js';

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
  if (error instanceof WebPubSubError)
    return error.expose ? { status: error.status, message: error.problem } : { ...hidden, status: error.status };
  if (!(error instanceof Error) || !('expose' in error) || error.expose !== true) return hidden;
  const { status, statusCode } = error as { status?: unknown; statusCode?: unknown };
  const said = typeof status === 'number' ? status : statusCode;
  return typeof said === 'number' && said >= 400 && said <= 499 ? { status: said, message: error.message } : hidden;
}
