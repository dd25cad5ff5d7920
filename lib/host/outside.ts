import { setMaxListeners } from 'node:events';
import type { Clock } from '../clock.js';
import { createError } from '../errors.js';
import type { Reporter } from '../invocation/reporter.js';
import type { AsyncCollector } from '../outputs/async-collector.js';
import { HostOutputs } from '../outputs/host-outputs.js';
import type { WebPubSubServer } from '../outputs/web-pubsub-server.js';
import type { LiveCalls } from './live-calls.js';
import type { LiveInvocations } from './live-invocations.js';
import type { ServiceCalls } from './service-calls.js';

export interface OutsideOptions {
  readonly calls: ServiceCalls;
  readonly liveCalls: LiveCalls;
  readonly invocations: LiveInvocations;
  readonly reporter: Reporter;
  readonly clock: Clock;
  readonly messageLimit: number;
  /** Milliseconds that closing waits. */
  readonly closeTimeout: number;
}

/** What works outside of an invocation, and the end of everything. */
export class Outside {
  readonly #options: OutsideOptions;
  readonly #abort = new AbortController();
  readonly #outputs: HostOutputs;

  constructor(options: OutsideOptions) {
    this.#options = options;
    // Every send under way listens to it; Node would take more than ten for a leak and say so on stderr.
    setMaxListeners(0, this.#abort.signal);
    this.#outputs = new HostOutputs({
      messageLimit: options.messageLimit,
      signal: this.#abort.signal,
      onFailure: (error) => {
        options.reporter.undelivered(error, { function: 'host.collector' });
      },
      onRefused: (err) => {
        options.reporter.log.warn({ err }, 'An output of host.collector() was refused.');
      },
    });
  }

  server(hub: string | undefined): WebPubSubServer {
    const { calls } = this.#options;
    const place = calls.place(hub, 'host.server()');
    return calls.server(place.connection, place.hub);
  }

  collector(hub: string | undefined): AsyncCollector {
    const { calls } = this.#options;
    const place = calls.place(hub, 'host.collector()');
    return this.#outputs.collector(calls.target(place.connection, place.hub));
  }

  /** Waits for what is under way, first of all the invocations, which may still call and add; when the time is over, ends it. */
  async close(): Promise<void> {
    const { invocations, liveCalls, clock, closeTimeout } = this.#options;
    const cancel = clock.after(closeTimeout, () => {
      const reason = createError('WPS_CLOSE_TIMEOUT', { limit: closeTimeout });
      this.#abort.abort(reason);
      liveCalls.abort(reason);
    });
    const aborted = await invocations.drain(this.#abort.signal);
    const [lost] = await Promise.all([this.#outputs.drain(), liveCalls.drain()]);
    cancel();
    this.#tell(aborted, lost);
  }

  #tell(aborted: readonly string[], lost: readonly unknown[]): void {
    const { log } = this.#options.reporter;
    if (aborted.length > 0)
      log.warn(
        { aborted },
        'The host closed while functions were still running, or work that they had left to waitUntil.',
      );
    if (lost.length > 0) log.error({ lost }, `${String(lost.length)} outputs were not sent when the host closed.`);
  }
}
