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
  readonly connectingId?: string | undefined;
  readonly reporter: Reporter;
  readonly server: (hub: string, signal: AbortSignal) => WebPubSubServer;
  /** Told of all work that is left to `waitUntil`, and by which function. */
  readonly onWork?: ((work: Promise<unknown>, name: string) => void) | undefined;
}

/** How a run comes to its end. */
interface Settling<T> {
  readonly cancel: () => void;
  readonly resolve: (result: T) => void;
}

/**
 * The life of one run: its deadline, its outputs, and the work that goes on after its answer. Outputs, signal and log are made when they are
 * first asked for: most events need none of them.
 */
export class Invocation implements InvocationRuntime {
  context: AnyContext | undefined;
  readonly #options: InvocationOptions;
  readonly #onEnded: ((invocation: Invocation) => void) | undefined;
  #outputs: InvocationOutputs | undefined;
  #abort: AbortController | undefined;
  #abortReason: Error | undefined;
  #open = 0;
  #log: Logger | undefined;
  #giveUp: ((error: Error) => void) | undefined;
  #outcome: 'running' | 'answered' | 'failed' = 'running';
  #hasReturned = false;

  /** `onEnded` is called when nothing of the invocation is under way any more. */
  constructor(options: InvocationOptions, onEnded?: (invocation: Invocation) => void) {
    this.#options = options;
    this.#onEnded = onEnded;
  }

  get outputs(): InvocationOutputs {
    this.#outputs ??= this.#createOutputs();
    return this.#outputs;
  }

  /** The function's name, for messages. */
  get function(): string {
    return this.#options.details.function;
  }

  get clock(): Clock {
    return this.#options.clock;
  }

  get signal(): AbortSignal {
    this.#abort ??= this.#createAbort();
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
    if (this.#hasReturned && isLive && this.#outcome !== 'failed') this.#outputs?.continueAfterAnswer();
  }

  /**
   * The handler has returned: from now on an item is sent at once while work is pending, and refused otherwise. Returns no promise where there
   * is nothing to wait for.
   */
  flush(): Promise<void> | undefined {
    if (this.#outputs?.refused !== undefined) throw this.#outputs.refused;
    this.#hasReturned = true;
    if (this.#outputs === undefined) return undefined;
    if (this.#open > 0) this.#outputs.continueAfterAnswer();
    else this.#outputs.end();
    return this.#outputs.flush();
  }

  /**
   * Runs the steps from body to flush under the deadline. Whatever ends them early discards the outputs that have not left.
   * @throws what the steps threw, or InvocationError (`WPS_DEADLINE`, or what `abort` was told).
   */
  run<T>(steps: () => Promise<T>): Promise<T> {
    const { clock, timeout } = this.#options;
    return new Promise<T>((resolve, reject) => {
      const cancel = clock.after(timeout, () => {
        this.#expire();
      });
      this.#giveUp = (error) => {
        if (this.#outcome !== 'running') return;
        cancel();
        this.#failed();
        reject(error);
      };
      void this.#follow(steps, { cancel, resolve });
    });
  }

  /** Ends what is still under way; the host calls it when it has waited long enough. */
  abort(reason: Error): void {
    this.#abortWith(reason);
    // Steps that obey the signal give their own answer in this turn; the others are not waited for.
    setImmediate(() => this.#giveUp?.(reason));
  }

  /** Runs the steps to their end, also where that comes too late for the answer. */
  async #follow<T>(steps: () => Promise<T>, { cancel, resolve }: Settling<T>): Promise<void> {
    try {
      const result = await steps();
      if (this.#outcome !== 'running') return;
      cancel();
      this.#answered();
      resolve(result);
    } catch (error) {
      // Anything can be thrown.
      if (this.#outcome === 'running') this.#giveUp?.(error as Error);
      // The answer was something else; what the steps still failed with is told of, unless they only obeyed the signal.
      else if (error !== this.#abortReason) this.#options.reporter.failed(error, this.#details());
    }
  }

  #expire(): void {
    const { where, timeout } = this.#options;
    const error = createError('WPS_DEADLINE', { where, limit: timeout });
    this.#abortWith(error);
    this.#giveUp?.(error);
  }

  // Only the first reason counts, as in a signal of its own.
  #abortWith(reason: Error): void {
    this.#abortReason ??= reason;
    this.#abort?.abort(reason);
  }

  #createAbort(): AbortController {
    const abort = new AbortController();
    // Every send under way listens to it; Node would take more than ten for a leak and say so on stderr.
    setMaxListeners(0, abort.signal);
    if (this.#abortReason !== undefined) abort.abort(this.#abortReason);
    return abort;
  }

  #createOutputs(): InvocationOutputs {
    const { where, queueLimit, messageLimit, connectingId, reporter } = this.#options;
    const outputs = new InvocationOutputs({
      ...{ where, queueLimit, messageLimit, connectingId },
      signal: this.signal,
      onFailure: (error) => {
        reporter.undelivered(error, this.#details());
      },
      onRefused: (err) => {
        this.log.warn({ err }, 'An output was refused after its function had returned.');
      },
    });
    // A deadline may pass before there are any.
    if (this.#outcome === 'failed') outputs.end();
    return outputs;
  }

  #answered(): void {
    this.#outcome = 'answered';
    if (this.#open === 0) this.#end();
  }

  #failed(): void {
    this.#outcome = 'failed';
    const discarded = this.#outputs?.discard().length ?? 0;
    if (discarded > 0)
      this.log.warn({ discarded }, `${String(discarded)} outputs were discarded because the invocation failed.`);
    if (this.#open === 0) this.#end();
  }

  #end(): void {
    if (this.#outcome === 'answered') this.#outputs?.end();
    this.#onEnded?.(this);
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
