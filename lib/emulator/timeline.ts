import type { Timing } from '../clock.js';
import { Agenda, type Due } from './agenda.js';
import { clearTimeout, setTimeout } from './real-time.js';

// Node takes a longer time for one millisecond.
const longestTimeout = 2_147_483_647;
/** No runner waits longer for a test unless it is told to: what is due later bounds what is under way anyhow. */
const longWait = 5_000;

/** A time that goes as the machine's does, or stands still and is put ahead, and what is due in it. */
export class Timeline {
  readonly #agenda = new Agenda();
  /** Milliseconds before the machine's time. */
  #ahead = 0;
  #standing: number | undefined;
  #holders = 0;
  #uses = 0;
  #alarm: { readonly at: number; readonly timer: NodeJS.Timeout } | undefined;

  get now(): number {
    return this.#standing ?? Date.now() + this.#ahead;
  }

  /** How often something was added, run or taken away, or {@link touch} called: while it grows, something is going on. */
  get uses(): number {
    return this.#uses;
  }

  touch(): void {
    this.#uses += 1;
  }

  add(milliseconds: number, run: () => void, timing: Timing = {}): () => void {
    const { isBackground = false, keepsProcess = true } = timing;
    // As Node has it: never at once, so that what always comes back does not keep the time from going on; nor never, for what is no number.
    const due: Due = { at: this.now + Math.max(1, milliseconds || 1), run, isBackground, keepsProcess };
    this.#agenda.add(due);
    this.touch();
    this.#setAlarm();
    return () => {
      if (!this.#agenda.remove(due)) return;
      this.touch();
      this.#setAlarm();
    };
  }

  /** What is due up to a time, in order. */
  until(time: number): readonly Due[] {
    return this.#agenda.until(time);
  }

  /** The first that somebody may wait for. */
  firstAwaited(): Due | undefined {
    return this.#agenda.firstAwaited();
  }

  /** The time stands still for as long as anybody holds it. */
  hold(): void {
    this.#standing ??= this.now;
    this.#holders += 1;
    this.#setAlarm();
  }

  letGo(): void {
    this.#holders -= 1;
    if (this.#holders > 0) return;
    this.#ahead = this.now - Date.now();
    this.#standing = undefined;
    this.#setAlarm();
  }

  /** Puts a standing time ahead; it never goes back. */
  putAt(time: number): void {
    this.#standing = Math.max(this.now, time);
  }

  /** Runs something due, unless it was called off meanwhile. */
  run(due: Due): void {
    if (!this.#agenda.remove(due)) return;
    this.touch();
    due.run();
  }

  #setAlarm(): void {
    this.#replaceAlarm();
    const kept = this.#agenda.firstKeeping()?.at ?? Infinity;
    // A test that never closes its app must not keep the process alive by pings, nor by what is due much later.
    if (kept - this.now <= longWait) this.#alarm?.timer.ref();
    else this.#alarm?.timer.unref();
  }

  /** One timer for the first that is due, and none where nothing is. */
  #replaceAlarm(): void {
    const at = this.#standing === undefined ? this.#agenda.first()?.at : undefined;
    // One that rings too early is set again when it rings.
    if (at !== undefined && this.#alarm !== undefined && this.#alarm.at <= at) return;
    clearTimeout(this.#alarm?.timer);
    this.#alarm = undefined;
    if (at === undefined) return;
    const wait = Math.min(Math.max(1, at - this.now), longestTimeout);
    const rings = Math.min(at, this.now + longestTimeout);
    this.#alarm = { at, timer: setTimeout(() => this.#ring(rings), wait) };
  }

  #ring(at: number): void {
    this.#alarm = undefined;
    try {
      // The date may stand still, where a test has put a fake one in its place; the alarm has rung all the same.
      for (const due of this.until(Math.max(at, this.now))) this.run(due);
    } finally {
      // Also where one has thrown: the others are still due.
      this.#setAlarm();
    }
  }
}
