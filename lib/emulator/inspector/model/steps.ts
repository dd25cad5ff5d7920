import type { ShownEntry } from '../wire.js';
import { isFailure, rootOf, type Chain } from './chain.js';
import { detailOf, titleOf, kindOf, type Kind } from './describe-entry.js';
import { formatCount, formatDuration } from './format.js';
import type { Timeline } from './timeline.js';

/** One line of what a chain shows when it is opened. */
export interface Step {
  readonly entry: ShownEntry;
  readonly kind: Kind;
  readonly title: string;
  readonly detail: string;
  readonly who: string;
  /** Since the beginning. */
  readonly after: string;
  readonly depth: number;
  readonly isFailure: boolean;
}

/** What stands between steps: what is left out, or where calls of the app begin. */
export interface Note {
  readonly note: string;
  readonly depth: number;
}

/** Of one chain; a page with thousands of lines helps nobody. */
const mostSteps = 100;

/** A chain from its beginning to its last delivery, with the calls that the app made meanwhile where they came. */
export function stepsOf(chain: Chain, timeline: Pick<Timeline, 'get' | 'userOf'>): readonly (Step | Note)[] {
  const begin = rootOf(chain).time;
  const calls = chain.calls.map((call) => ({ ...call, chain: timeline.get(call.id) }));
  const steps: (Step | Note)[] = [];
  for (const entry of firstOf(chain.entries)) {
    const before = calls.filter((call) => call.chain !== undefined && call.id < entry.id);
    for (const call of calls.splice(0, before.length)) steps.push(...stepsOfCall(call, timeline, begin));
    steps.push(stepOf(entry, { timeline, begin, depth: depthOf(entry, chain) }));
  }
  for (const call of calls) steps.push(...stepsOfCall(call, timeline, begin));
  return [...steps, ...leftOut(chain)];
}

interface Call {
  readonly chain: Chain | undefined;
  readonly isSure: boolean;
}

function stepsOfCall({ chain, isSure }: Call, timeline: Pick<Timeline, 'userOf'>, begin: number): (Step | Note)[] {
  if (chain === undefined) return [];
  const note = {
    note: isSure ? 'The app called meanwhile' : 'The app called meanwhile, perhaps for another event',
    depth: 2,
  };
  const steps = firstOf(chain.entries).map((entry, index) =>
    stepOf(entry, { timeline, begin, depth: index === 0 ? 2 : 3 }),
  );
  return [note, ...steps, ...leftOut(chain)];
}

function stepOf(
  entry: ShownEntry,
  { timeline, begin, depth }: { readonly timeline: Pick<Timeline, 'userOf'>; begin: number; depth: number },
): Step {
  return {
    entry,
    kind: kindOf(entry),
    title: titleOf(entry),
    detail: detailOf({ ...entry, message: undefined as never }),
    who: timeline.userOf(entry.connectionId) ?? entry.connectionId ?? '',
    after: `+${formatDuration(entry.time - begin)}`,
    depth,
    isFailure: isFailure(entry),
  };
}

function depthOf(entry: ShownEntry, { id }: Chain): number {
  if (entry.id === id) return 0;
  return entry.what === 'event.answered' || entry.what === 'event.failed' ? 2 : 1;
}

function firstOf(entries: readonly ShownEntry[]): readonly ShownEntry[] {
  return entries.slice(0, mostSteps);
}

function leftOut({ entries, left }: Chain): readonly Note[] {
  const count = left + entries.length - firstOf(entries).length;
  return count === 0 ? [] : [{ note: formatCount(count, 'more entry', 'more entries'), depth: 1 }];
}
