import { createError } from '../errors.js';
import type { WebPubSubServer } from '../outputs/web-pubsub-server.js';
import { silentLogger } from './logger.js';
import type { Logger } from './logger.js';

/** What a host lends to the context of one invocation. */
export interface InvocationRuntime {
  /** Aborted when the deadline of the invocation passes, and when the host closes. */
  readonly signal: AbortSignal;
  readonly log: Logger;
  /** Takes work that goes on after the answer. */
  waitUntil(work: Promise<unknown>): void;
  /** Operations of the service on a hub. */
  server(hub: string): WebPubSubServer;
}

/** The runtime of a context that a test made by hand: nothing ends it, and no service stands behind it. */
export const detachedRuntime: InvocationRuntime = {
  signal: new AbortController().signal,
  log: silentLogger,
  waitUntil: () => undefined,
  server: () => {
    throw createError('WPS_CONTEXT_DETACHED', { member: 'getWebPubSubServer()' });
  },
};
