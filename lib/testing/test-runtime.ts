import type { Logger } from '../invocation/logger.js';
import type { InvocationRuntime } from '../invocation/runtime.js';
import { WebPubSubServer } from '../outputs/web-pubsub-server.js';
import { FakeService } from './fake-service.js';
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
  readonly service: FakeService;
  readonly lines: readonly LoggedLine[];
  readonly log: Logger;
  readonly #abort = new AbortController();
  readonly #work: Promise<unknown>[] = [];

  constructor({ service = new FakeService() }: { readonly service?: FakeService } = {}) {
    this.service = service;
    const { log, lines } = recordingLog();
    this.log = log;
    this.lines = lines;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** Aborts `context.signal`, as the deadline does, or a host that closes. */
  abort(reason?: unknown): void {
    this.#abort.abort(reason);
  }

  waitUntil(work: Promise<unknown>): void {
    this.#work.push(work);
    // Whoever waits for it with settled() is told of its failure; until then it must not end the process.
    work.catch(() => undefined);
  }

  /** Resolves when all work that was left to `waitUntil` is done, also what that work left; rejects with the first failure. */
  async settled(): Promise<void> {
    for (let work = this.#work.shift(); work !== undefined; work = this.#work.shift()) await work;
  }

  server(hub: string): WebPubSubServer {
    return new WebPubSubServer(hub, this.service.perform(hub), { messageLimit: 1_048_576, signal: this.signal });
  }
}
