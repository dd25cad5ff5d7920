import type { DeliveryError, WebPubSubError } from '../errors.js';
import type { HttpContext } from './contexts/http-context.js';
import type { InvocationContext } from './invocation-context.js';
import type { Logger } from './logger.js';

/** The context of a function of either kind. */
export type AnyContext = InvocationContext | HttpContext;

/** Where failures of functions go, beside the answer. */
export interface Reporter {
  readonly log: Logger;
  /** A failure of a function, its middleware or its `waitUntil` work. */
  readonly failed: (error: unknown, about: ReportDetails) => void;
  /** Outputs that did not arrive. */
  readonly undelivered: (error: DeliveryError, about: ReportDetails) => void;
  /** What an app most likely did not mean, though it fails nothing. Told of as a warning, once. */
  readonly noticed: (message: string) => void;
  /** A request that no function ran for. Told of as a warning the first time a key comes up. */
  readonly refused: (error: WebPubSubError, key: string) => void;
}

/** Which invocation a report is about. */
export interface ReportDetails {
  readonly function: string;
  readonly eventId?: string | undefined;
  readonly connectionId?: string | undefined;
  readonly context?: AnyContext | undefined;
}
