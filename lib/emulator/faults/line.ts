import { AsyncLocalStorage } from 'node:async_hooks';
import type { Clock } from '../../clock.js';

interface Waiting {
  readonly at: number;
  readonly run: () => void;
}

// What is to come behind its successor does not wait for one that never comes.
const longestHold = 1000;

/** One direction of a connection, in which nothing overtakes but what is held back for it. */
export class Line {
  readonly #clock: Clock;
  readonly #onChanged: (line: Line) => void;
  #waiting: Waiting[] = [];
  /** What it is to do once it may go. */
  #held: (() => void) | undefined;
  #cancelAlarm: (() => void) | undefined;
  #cancelHold: (() => void) | undefined;

  /** Whoever is told of changes looks at `length`. */
  constructor(clock: Clock, onChanged: (line: Line) => void) {
    this.#clock = clock;
    this.#onChanged = onChanged;
  }

  /** How much has not gone by yet. */
  get length(): number {
    return this.#waiting.length + (this.#held === undefined ? 0 : 1);
  }

  /** Whether something waits for what comes next, to go behind it. */
  get isHolding(): boolean {
    return this.#held !== undefined;
  }

  /** Lets something go by, late if it is to be; what was held back goes behind it. */
  pass(run: () => void, milliseconds = 0): void {
    this.#queue(run, milliseconds);
    this.#letHeldGo();
  }

  /** Holds something back, to go behind what comes next, or after a second. */
  hold(run: () => void, milliseconds = 0): void {
    this.#letHeldGo();
    this.#held = AsyncLocalStorage.bind(() => this.#queue(run, milliseconds));
    this.#cancelHold = this.#clock.after(longestHold, () => this.#letHeldGo());
    this.#onChanged(this);
  }

  /** Lets something go by behind everything that came before. */
  follow(run: () => void, milliseconds = 0): void {
    this.#letHeldGo();
    this.#queue(run, milliseconds);
  }

  /** Forgets what has not gone by. */
  end(): void {
    if (this.length === 0) return;
    this.#cancelHold?.();
    this.#waiting = [];
    this.#held = undefined;
    this.#setAlarm();
    this.#onChanged(this);
  }

  /** Lets by at once what is late. */
  release(): void {
    this.#letHeldGo();
    this.#letGo(Infinity);
  }

  #letHeldGo(): void {
    const held = this.#held;
    if (held === undefined) return;
    this.#cancelHold?.();
    this.#held = undefined;
    held();
    this.#onChanged(this);
  }

  #queue(run: () => void, milliseconds: number): void {
    const last = this.#waiting.at(-1);
    if (last === undefined && milliseconds === 0) return run();
    const at = Math.max(last?.at ?? 0, this.#clock.now() + milliseconds);
    // What comes of it later is told as of the same cause.
    this.#waiting.push({ at, run: AsyncLocalStorage.bind(run) });
    if (last === undefined) this.#setAlarm();
    this.#onChanged(this);
  }

  /** One timer, for the first: several that are due together might run in any order. */
  #setAlarm(): void {
    this.#cancelAlarm?.();
    const [first] = this.#waiting;
    if (first === undefined) return;
    this.#cancelAlarm = this.#clock.after(Math.max(0, first.at - this.#clock.now()), () => this.#ring());
  }

  #ring(): void {
    // A timer may be a millisecond early: the first is due whatever the clock says.
    this.#letGo(Math.max(this.#clock.now(), this.#waiting[0]?.at ?? 0));
  }

  #letGo(until: number): void {
    for (let [next] = this.#waiting; next !== undefined && next.at <= until; [next] = this.#waiting) {
      this.#waiting.shift();
      next.run();
    }
    this.#setAlarm();
    this.#onChanged(this);
  }
}
