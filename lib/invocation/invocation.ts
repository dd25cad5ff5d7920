import { setMaxListeners } from 'node:events';
import type { Clock } from '../clock.js';
import { createError } from '../errors.js';
import { InvocationOutputs } from '../outputs/invocation-outputs.js';
import type { WebPubSubServer } from '../outputs/web-pubsub-server.js';
import { withDetails } from './logger.js';
import type { Logger } from './logger.js';
import type { AnyContext, ReportDetails, Reporter } from './reporter.js';
import type { InvocationRuntime } from './runtime.js';

export interface InvocationOptions {
  readonly details: ReportDetails;
  /** `Class.method`, for messages. */
  readonly where: string;
  /** Measures the timeout, and is the time of whatever belongs to the invocation. */
  readonly clock: Clock;
  /** Milliseconds from the body to the last output. */
  readonly timeout: number;
  readonly queueLimit: number;
  readonly messageLimit: number;
  /** The connection that is being asked about by `connect`, which does not exist yet. */
  readonly connectingId?: string;
  readonly reporter: Reporter;
  readonly server: (hub: string, signal: AbortSignal) => WebPubSubServer;
  /** Told of all work that is left to `waitUntil`, and by which function. */
  readonly onWork?: ((work: Promise<unknown>, name: string) => void) | undefined;
  /** Called when nothing of the invocation is under way any more. */
  readonly onEnded?: () => void;
}

/** The life of one run: its deadline, its outputs, and the work that goes on after its answer. */
export class Invocation implements InvocationRuntime {
  readonly outputs: InvocationOutputs;
  context: AnyContext | undefined;
  readonly #options: InvocationOptions;
  readonly #abort = new AbortController();
  #open = 0;
  #log: Logger | undefined;
  #giveUp: ((error: Error) => void) | undefined;
  #outcome: 'running' | 'answered' | 'failed' = 'running';
  #hasReturned = false;

  constructor(options: InvocationOptions) {
    this.#options = options;
    // Every send under way listens to it; Node would take more than ten for a leak and say so on stderr.
    setMaxListeners(0, this.#abort.signal);
    const { where, queueLimit, messageLimit, connectingId } = options;
    this.outputs = new InvocationOutputs({
      ...{ where, queueLimit, messageLimit },
      ...(connectingId === undefined ? {} : { connectingId }),
      signal: this.#abort.signal,
      onFailure: (error) => {
        options.reporter.undelivered(error, this.#details());
      },
      onRefused: (err) => {
        this.log.warn({ err }, 'An output was refused after its function had returned.');
      },
    });
  }

  /** The function's name, for messages. */
  get function(): string {
    return this.#options.details.function;
  }

  get clock(): Clock {
    return this.#options.clock;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get log(): Logger {
    const { function: name, eventId, connectionId } = this.#options.details;
    this.#log ??= withDetails(this.#options.reporter.log, { function: name, eventId, connectionId });
    return this.#log;
  }

  server(hub: string): WebPubSubServer {
    return this.#options.server(hub, this.signal);
  }

  waitUntil(work: Promise<unknown>): void {
    const isLive = this.#outcome === 'running' || this.#open > 0;
    this.#options.onWork?.(work, this.function);
    // It tells of a failure itself, so nothing is left to handle.
    this.#watch(work).catch(() => undefined);
    // Middleware may think of it after next(), when the outputs were taken already.
    if (this.#hasReturned && isLive && this.#outcome !== 'failed') this.outputs.continueAfterAnswer();
  }

  /** The handler has returned: from now on an item is sent at once while work is pending, and refused otherwise. */
  async flush(): Promise<void> {
    if (this.outputs.refused !== undefined) throw this.outputs.refused;
    this.#hasReturned = true;
    if (this.#open > 0) this.outputs.continueAfterAnswer();
    else this.outputs.end();
    await this.outputs.flush();
  }

  /**
   * Runs the steps from body to flush under the deadline. Whatever ends them early discards the outputs that have not left.
   * @throws what the steps threw, or InvocationError (`WPS_DEADLINE`, or what `abort` was told).
   */
  async run<T>(steps: () => Promise<T>): Promise<T> {
    const { clock, timeout, where } = this.#options;
    const early = new Promise<never>((_, reject) => (this.#giveUp = reject));
    const cancel = clock.after(timeout, () => {
      const error = createError('WPS_DEADLINE', { where, limit: timeout });
      this.#giveUp?.(error);
      this.#abort.abort(error);
    });
    const work = steps();
    try {
      const result = await Promise.race([work, early]);
      this.#answered();
      return result;
    } catch (error) {
      this.#failed();
      if (error === this.#abort.signal.reason) this.#reportLate(work).catch(() => undefined);
      throw error;
    } finally {
      cancel();
    }
  }

  /** Ends what is still under way; the host calls it when it has waited long enough. */
  abort(reason: Error): void {
    this.#abort.abort(reason);
    // Steps that obey the signal give their own answer in this turn; the others are not waited for.
    setImmediate(() => this.#giveUp?.(reason));
  }

  /** The answer was that time is over; what the steps still failed with is told of, unless they only obeyed the signal. */
  async #reportLate(work: Promise<unknown>): Promise<void> {
    try {
      await work;
    } catch (error) {
      if (error !== this.#abort.signal.reason) this.#options.reporter.failed(error, this.#details());
    }
  }

  #answered(): void {
    this.#outcome = 'answered';
    if (this.#open === 0) this.#end();
  }

  #failed(): void {
    this.#outcome = 'failed';
    const discarded = this.outputs.discard().length;
    if (discarded > 0)
      this.log.warn({ discarded }, `${String(discarded)} outputs were discarded because the invocation failed.`);
    if (this.#open === 0) this.#end();
  }

  #end(): void {
    if (this.#outcome === 'answered') this.outputs.end();
    this.#options.onEnded?.();
  }

  async #watch(work: Promise<unknown>): Promise<void> {
    this.#open += 1;
    try {
      await work;
    } catch (error) {
      this.#options.reporter.failed(error, this.#details());
    } finally {
      this.#open -= 1;
      if (this.#open === 0 && this.#outcome !== 'running') this.#end();
    }
  }

  #details(): ReportDetails {
    return { ...this.#options.details, context: this.context };
  }
}
