import type { Clock, Timing } from '../clock.js';
import { createError } from '../errors.js';
import type { Due } from './agenda.js';
import { formatDuration, readDuration, type Duration } from './duration.js';
import { realNow } from './real-time.js';
import { settle } from './settle.js';
import { Timeline } from './timeline.js';

/** How far `skip` may go. */
export interface SkipOptions {
  /** How far the clock may be moved for what is awaited. Default: a day. */
  readonly limit?: Duration;
}

const nothingDue =
  'nothing more is due on this clock (does it wait for a timer of your own, such as setTimeout? One of clock.after() is skipped to)';

/** Real milliseconds in which nothing happens, after which nothing is expected to. */
const patience = 1_000;

/**
 * A clock that goes as the machine's does and can be moved ahead: by hand, or by itself to the next thing due while a test awaits something.
 * While it is being moved it stands still in between: what is due runs at its own time, however long the machine takes for it.
 *
 * @example
 * await clock.advance('30s');
 * await clock.skip(() => ann.sendEvent('message', 'repeated after 1, 3 and 5 s'));
 */
export class VirtualClock implements Clock {
  readonly #timeline = new Timeline();
  #advances = 0;
  /** The advances so far, one behind the other. */
  #turn: Promise<void> = Promise.resolve();

  now(): number {
    this.#timeline.touch();
    return this.#timeline.now;
  }

  after(milliseconds: number, run: () => void, timing?: Timing): () => void {
    return this.#timeline.add(milliseconds, run, timing);
  }

  /**
   * Moves the clock ahead. What is due on the way runs in order, each at its own time, and what comes of it may set further timers before
   * the clock goes on. Several at once move it one behind the other.
   * @throws what anything that ran has thrown, once the time is reached; ConfigurationError (`WPS_CLOCK_DURATION`).
   */
  async advance(duration: Duration): Promise<void> {
    const milliseconds = readDuration(duration, 'advance()');
    const moving = this.#advanceAfter(this.#turn, milliseconds);
    // Whoever comes next waits for its end, not for its success.
    this.#turn = moving.catch(() => undefined);
    await moving;
  }

  /**
   * Resolves as what is awaited does. While it is pending and nothing is going on, the clock is moved to the next thing due, again and again.
   * A function is called when the clock stands, so that what it begins is measured exactly.
   * @throws ConfigurationError: `WPS_CLOCK_SKIP` when nothing more is due within the limit and nothing has happened for a second.
   */
  async skip<T>(awaited: PromiseLike<T> | (() => PromiseLike<T>), { limit = '1d' }: SkipOptions = {}): Promise<T> {
    const most = readDuration(limit, 'the limit of skip()');
    return this.#holding(async () => {
      const promise = typeof awaited === 'function' ? awaited() : awaited;
      await this.#skipWhile(pending(promise), this.#timeline.now + most);
      return promise;
    });
  }

  #advanceAfter(earlier: Promise<void>, milliseconds: number): Promise<void> {
    return this.#holding(async () => {
      this.#advances += 1;
      try {
        await earlier;
        await this.#advanceBy(milliseconds);
      } finally {
        this.#advances -= 1;
      }
    });
  }

  async #advanceBy(milliseconds: number): Promise<void> {
    const end = this.#timeline.now + milliseconds;
    const failures: unknown[] = [];
    // What is under way already may still set its timers; they count from now.
    await this.#settle();
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#runAllAt(next.at, failures);
      await this.#settle();
    }
    this.#runAllAt(end, failures);
    if (failures.length > 1) throw new AggregateError(failures, 'Several things that were due have failed.');
    if (failures.length > 0) throw failures[0];
  }

  async #skipWhile(isPending: () => boolean, end: number): Promise<void> {
    const start = this.#timeline.now;
    let last = { uses: this.#timeline.uses, at: realNow() };
    while (isPending()) {
      await this.#settle(isPending);
      const isBusy = this.#timeline.uses !== last.uses || this.#advances > 0;
      if (isBusy) last = { uses: this.#timeline.uses, at: realNow() };
      if (!isPending() || this.#advances > 0) continue;
      const next = this.#next(end);
      if (next !== undefined) this.#skipTo(next.at);
      else if (realNow() - last.at >= patience) throw this.#gaveUp(start);
    }
  }

  #skipTo(time: number): void {
    const failures: unknown[] = [];
    this.#runAllAt(time, failures);
    if (failures.length > 0) throw failures[0];
  }

  /** The next thing that somebody may wait for, up to a time. */
  #next(end: number): Due | undefined {
    const next = this.#timeline.firstAwaited();
    return next !== undefined && next.at <= end ? next : undefined;
  }

  // What goes on in the background runs once, however often its time has come: a network would be flooded with what it missed.
  #runAllAt(time: number, failures: unknown[]): void {
    this.#timeline.putAt(time);
    for (const due of this.#timeline.until(time)) {
      try {
        this.#timeline.run(due);
      } catch (error) {
        failures.push(error);
      }
    }
  }

  #gaveUp(start: number): Error {
    const { now } = this.#timeline;
    const next = this.#timeline.firstAwaited()?.at;
    const due = next === undefined ? nothingDue : `the next is due in ${formatDuration(next - now)}, beyond the limit`;
    return createError('WPS_CLOCK_SKIP', { skipped: formatDuration(now - start), due });
  }

  #settle(isPending = () => true): Promise<void> {
    return settle(() => this.#timeline.uses, { isOver: () => !isPending() });
  }

  async #holding<T>(move: () => Promise<T>): Promise<T> {
    this.#timeline.hold();
    try {
      return await move();
    } finally {
      this.#timeline.letGo();
    }
  }
}

/** Whether a promise is still pending. */
function pending(promise: PromiseLike<unknown>): () => boolean {
  let isPending = true;
  const follow = async (): Promise<void> => {
    try {
      await promise;
    } catch {
      // Whoever awaits it is told.
    } finally {
      isPending = false;
    }
  };
  void follow();
  return () => isPending;
}
