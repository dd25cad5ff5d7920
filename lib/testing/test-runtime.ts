import type { Logger } from '../invocation/logger.js';
import type { InvocationRuntime } from '../invocation/runtime.js';
import { requireStarted } from '../invocation/started-work.js';
import { WebPubSubServer } from '../outputs/web-pubsub-server.js';
import { FakeService } from './fake-service.js';
import { LeftWork } from './left-work.js';
import { recordingLog } from './recording-log.js';
import type { LoggedLine } from './recording-log.js';

/**
 * What a host lends to a context, for a test of one method: a service in memory behind `getWebPubSubServer()`, the work that the method left
 * to `waitUntil`, a signal to abort, and the lines it logged.
 *
 * @example
 * const runtime = new TestRuntime();
 * await new Chat().ask(userEvent({ data: 'why?', runtime }), out);
 * await runtime.settled();
 */
export class TestRuntime implements InvocationRuntime {
  /** The service behind `getWebPubSubServer()`. */
  readonly service: FakeService;
  /** What the method logged, in order. */
  readonly lines: readonly LoggedLine[];
  readonly log: Logger;
  readonly #abort = new AbortController();
  readonly #left = new LeftWork();

  constructor({ service = new FakeService() }: { readonly service?: FakeService } = {}) {
    this.service = service;
    const { log, lines } = recordingLog();
    this.log = log;
    this.lines = lines;
  }

  /** Aborted by {@link abort}. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Aborts `context.signal`, as the deadline does, or a host that closes. */
  abort(reason?: unknown): void {
    this.#abort.abort(reason);
  }

  /**
   * Takes the work that the method leaves behind.
   * @throws InvocationError (`WPS_WORK_INVALID`) for a function, as `waitUntil` of a context does.
   */
  waitUntil(work: Promise<unknown>): void {
    requireStarted(work);
    this.#left.add(work);
  }

  /** Resolves when all work that was left to `waitUntil` is done, also what that work left; rejects with the first failure. */
  settled(): Promise<void> {
    return this.#left.settled();
  }

  /** Operations on a hub of the service in memory. */
  server(hub: string): WebPubSubServer {
    return new WebPubSubServer(hub, this.service.perform(hub), { messageLimit: 1_048_576, signal: this.signal });
  }
}
