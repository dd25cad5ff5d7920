import type { EventFunction } from './in-process.js';

/** Where the events of one event handler go. */
export interface EventTarget {
  readonly urlTemplate: string;
  /** Takes them in this process instead of over HTTP. */
  readonly handle?: EventFunction;
  /** For which the service shows a token of its managed identity. */
  readonly resource?: string;
}
