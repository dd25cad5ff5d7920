import { once } from 'node:events';
import type { Clock } from '../../clock.js';
import { createDeadline } from '../deadline.js';
import { silentObserver, type Observer } from '../tap/observer.js';
import type { FaultKind, Meeting, Mishap } from './fault.js';
import { Line } from './line.js';
import { readRule, type ReadRule } from './read-rule.js';
import type { AddedFault, EmulatorFaults, FaultPlace } from './rule.js';
import { tappedFault } from './tapped-fault.js';
import { Turns } from './turns.js';

interface ActiveRule extends Omit<ReadRule, 'turns'> {
  /** Counts from 1. */
  readonly number: number;
  readonly turns: Turns;
}

/** The faults of one emulator: which there are, and which happens to what comes by. It is handed down like the clock. */
export class Faults implements EmulatorFaults {
  /** A plain field, so that asking costs nothing where every frame passes. True also while something is still on its way late. */
  isOn = false;
  readonly #clock: Clock;
  readonly #observer: Observer;
  readonly #busyLines = new Set<Line>();
  #rules: readonly ActiveRule[] = [];
  #added = 0;
  #ended = new AbortController();

  constructor(clock: Clock, observer: Observer = silentObserver) {
    this.#clock = clock;
    this.#observer = observer;
  }

  add(rule: unknown): AddedFault {
    const { turns: init, ...read } = readRule(rule);
    this.#added += 1;
    const turns = new Turns(init, this.#added);
    const active = { ...read, number: this.#added, turns };
    this.#setRules([...this.#rules, active]);
    return {
      get met() {
        return turns.met;
      },
      get count() {
        return turns.count;
      },
      remove: () => this.#setRules(this.#rules.filter((other) => other !== active)),
    };
  }

  clear(): void {
    this.#added = 0;
    this.#setRules([]);
    for (const line of [...this.#busyLines]) line.release();
    this.#ended.abort();
    this.#ended = new AbortController();
  }

  /** The same, but frames that are late are lost. */
  end(): void {
    for (const line of [...this.#busyLines]) line.end();
    this.clear();
  }

  /**
   * What goes wrong with something that comes by, of what can: all delays that are due, and of the other faults the first. Every rule that is
   * meant for it counts it.
   */
  choose<P extends FaultPlace>(meeting: Meeting<P>, isPossible: (kind: FaultKind) => boolean = () => true): Mishap<P> {
    const due = this.#rules.filter(({ meets, turns }) => isMeantFor(meets, meeting) && turns.meet());
    const first = due.find(({ fault: { kind } }) => kind !== 'delay' && isPossible(kind));
    let milliseconds = 0;
    for (const rule of due) {
      const { fault } = rule;
      if (rule !== first && fault.kind !== 'delay') continue;
      if (fault.kind === 'delay') milliseconds += fault.milliseconds;
      rule.turns.happened();
      if (this.#observer.isOn) this.#observer.record('fault.done', tappedFault(rule, meeting));
    }
    // A rule was read with the faults of its place alone.
    return { milliseconds, fault: first?.fault as Mishap<P>['fault'] };
  }

  /** Resolves after a while, or when everything is cleared. */
  async wait(milliseconds: number, ...signals: readonly AbortSignal[]): Promise<void> {
    if (milliseconds === 0) return;
    const deadline = createDeadline(this.#clock, milliseconds, this.#ended.signal, ...signals);
    if (!deadline.signal.aborted) await once(deadline.signal, 'abort');
    deadline.end();
  }

  /** For what must stay in order, however late it is. */
  newLine(): Line {
    return new Line(this.#clock, (line) => {
      if (line.length > 0) this.#busyLines.add(line);
      else this.#busyLines.delete(line);
      this.#setOn();
    });
  }

  #setRules(rules: readonly ActiveRule[]): void {
    this.#rules = rules;
    this.#setOn();
  }

  #setOn(): void {
    this.isOn = this.#rules.length > 0 || this.#busyLines.size > 0;
  }
}

/** Whether something has all that a rule names. */
function isMeantFor({ at, ...named }: Meeting, meeting: Meeting): boolean {
  if (at !== meeting.at) return false;
  return (Object.keys(named) as (keyof typeof named)[]).every(
    (member) => named[member] === undefined || named[member] === meeting[member],
  );
}
