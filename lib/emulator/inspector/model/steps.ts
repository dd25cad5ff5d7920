import type { ShownEntry } from '../wire.js';
import { isFailure, rootOf, type Chain } from './chain.js';
import { detailOf, kindOf, titleOf, type Kind } from './describe-entry.js';
import { formatAfter, formatCount } from './format.js';
import type { Timeline } from './timeline.js';
import { visible } from './visible.js';

/** One line of what a chain shows when it is opened. */
export interface Step {
  readonly entry: ShownEntry;
  readonly kind: Kind;
  readonly title: string;
  readonly detail: string;
  /** Where it is another than in the step before. */
  readonly who: string;
  /** Since the beginning. */
  readonly after: string;
  readonly depth: number;
  readonly isFailure: boolean;
  /** It carries the same as the last step that carried something. */
  readonly isSameBody: boolean;
}

/** What stands between steps: what is left out, or where calls of the app begin. */
export interface Note {
  readonly note: string;
  readonly depth: number;
}

interface Placed {
  readonly entry: ShownEntry;
  readonly depth: number;
}

type Known = Pick<Timeline, 'get' | 'userOf'>;

/** Of one chain; a page with thousands of lines helps nobody. */
const mostSteps = 100;

/** A chain from its beginning to its last delivery, with the calls that the app made meanwhile where they came. */
export function stepsOf(chain: Chain, timeline: Known): readonly (Step | Note)[] {
  const begin = rootOf(chain).time;
  let [who, body] = ['', ''];
  return placesOf(chain, timeline).map((place) => {
    if ('note' in place) return place;
    const step = stepOf(place, timeline, begin);
    const { message } = step.entry;
    const before = { who, body };
    who = step.who;
    body = message?.data ?? body;
    const isSameBody = message !== undefined && message.data !== '' && message.data === before.body;
    return { ...step, isSameBody, who: step.who === before.who ? '' : step.who };
  });
}

function placesOf(chain: Chain, timeline: Known): readonly (Placed | Note)[] {
  const calls = [...chain.calls];
  const places: (Placed | Note)[] = [];
  for (const entry of firstOf(chain.entries)) {
    for (let [call] = calls; call !== undefined && call.id < entry.id; [call] = calls) {
      places.push(...placesOfCall(call, timeline));
      calls.shift();
    }
    places.push({ entry, depth: depthOf(entry, chain) });
  }
  return [...places, ...calls.flatMap((call) => placesOfCall(call, timeline)), ...leftOut(chain)];
}

function placesOfCall({ id, isSure }: Chain['calls'][number], timeline: Known): readonly (Placed | Note)[] {
  const call = timeline.get(id);
  if (call === undefined) return [];
  const note = isSure ? 'Meanwhile the app called' : 'Meanwhile the app called, perhaps for another event';
  const places = firstOf(call.entries).map((entry, index) => ({ entry, depth: index === 0 ? 2 : 3 }));
  return [{ note, depth: 2 }, ...places, ...leftOut(call)];
}

function stepOf({ entry, depth }: Placed, timeline: Known, begin: number): Step {
  const { message, bytes: _, ...bare } = entry;
  return {
    entry,
    kind: kindOf(entry),
    title: titleOf(entry),
    detail: detailOf(message === undefined ? entry : bare),
    who: visible(timeline.userOf(entry.connectionId) ?? entry.connectionId ?? ''),
    after: formatAfter(entry.time - begin),
    depth,
    isFailure: isFailure(entry),
    isSameBody: false,
  };
}

function depthOf({ id, what }: ShownEntry, chain: Chain): number {
  if (id === chain.id) return 0;
  return what === 'event.answered' || what === 'event.failed' ? 2 : 1;
}

function firstOf(entries: readonly ShownEntry[]): readonly ShownEntry[] {
  return entries.slice(0, mostSteps);
}

function leftOut({ entries, left }: Chain): readonly Note[] {
  const count = left + entries.length - firstOf(entries).length;
  return count === 0 ? [] : [{ note: formatCount(count, 'more entry', 'more entries'), depth: 1 }];
}
