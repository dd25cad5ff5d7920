import { setTimeout } from 'node:timers/promises';
import type { AsyncCollector } from 'web-pubsub-bindings';
import type { Notice } from './notices.js';

export interface ClockOptions {
  /** Where it sends: `host.collector('notices')`. */
  readonly out: Pick<AsyncCollector, 'add'>;
  /** Between two messages. */
  readonly milliseconds: number;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** The time now; for specs. */
  readonly now?: () => Date;
}

/** Tells everybody the time, again and again: a timer is no event, so it sends by the host. Resolves when it has ended. */
export async function runClock({ out, milliseconds, signal, now = () => new Date() }: ClockOptions): Promise<void> {
  while (!signal.aborted) {
    const notice: Notice = { type: 'time', time: now().toISOString() };
    // Awaited: where the service is slow, the next one comes later, and none pile up. One that fails is in the log; the next may arrive.
    await out.add({ message: notice }).catch(() => undefined);
    // It rejects when the signal is aborted, also when it is already.
    await setTimeout(milliseconds, undefined, { signal }).catch(() => undefined);
  }
}
