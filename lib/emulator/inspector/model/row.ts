import type { ShownEntry } from '../wire.js';
import { durationOf, hasFailed, isFailure, rootOf, type Chain } from './chain.js';
import { preview } from './decode.js';
import { detailOf, kindOf, titleOf, type Kind } from './describe-entry.js';
import { formatCount, formatDuration, formatTime, shorten } from './format.js';
import type { Timeline } from './timeline.js';
import { visible, visibleWord } from './visible.js';

/** A chain as one row of the timeline. */
export interface Row {
  readonly id: number;
  readonly time: string;
  readonly kind: Kind;
  readonly title: string;
  readonly hub: string;
  /** The user, else the connection. */
  readonly who: string;
  readonly summary: string;
  readonly outcome: string;
  readonly duration: string;
  readonly hasFailed: boolean;
}

export function rowOf(chain: Chain, timeline: Pick<Timeline, 'userOf'>): Row {
  const root = rootOf(chain);
  return {
    id: chain.id,
    time: formatTime(root.time),
    kind: kindOf(root),
    title: titleOf(root),
    hub: root.hub ?? '',
    who: whoOf(chain, timeline),
    summary: summaryOf(chain),
    outcome: outcomeOf(chain),
    duration: chain.entries.length > 1 ? formatTook(chain) : '',
    hasFailed: hasFailed(chain),
  };
}

function formatTook(chain: Chain): string {
  const duration = durationOf(chain);
  return duration === undefined ? '–' : formatDuration(duration);
}

/** Of a call whom it is for and what it sent, which its first delivery knows; else what the first entry tells. */
function summaryOf(chain: Chain): string {
  const root = rootOf(chain);
  if (root.operation === undefined) return detailOf(root);
  const { message } = chain.entries.find((entry) => entry.message !== undefined) ?? {};
  // The hub and the operation have columns of their own.
  const target = root.path?.replace(/^\/api\/hubs\/[^/]*|\/:send$/gi, '') ?? '';
  const parts = [target, message === undefined ? '' : preview(message)];
  return parts
    .filter((part) => part !== '')
    .map(visibleWord)
    .join(' · ');
}

/** Whom a chain is about: the first connection in it, by its user where there is one. */
export function whoOf({ entries }: Chain, timeline: Pick<Timeline, 'userOf'>): string {
  const [root] = entries;
  // A call of the app is nobody's, whoever is sent something.
  if (root?.what === 'rest.called') return 'app';
  if (root?.what === 'inspector.acted' && root.connectionId === undefined) return 'inspector';
  const connectionId = entries.find((entry) => entry.connectionId !== undefined)?.connectionId;
  return visible(timeline.userOf(connectionId) ?? (connectionId === undefined ? '' : shorten(connectionId)));
}

/** What came of it, in a few words. */
export function outcomeOf({ entries, calls, left }: Chain): string {
  const [, ...later] = entries;
  const deliveries = later.filter(isDelivery).length + left;
  const events = later.filter(({ what }) => what === 'event.answered').map(({ status = 0 }) => `app ${status}`);
  const parts = [
    ...new Set(later.flatMap(endingOf)),
    ...new Set(events),
    ...(calls.length > 0 ? [formatCount(calls.length, 'call')] : []),
    // That nobody got it is what one wants to see.
    ...(deliveries > 0 || isSend(entries) ? [formatCount(deliveries, 'delivery', 'deliveries')] : []),
  ];
  return parts.join(' · ');
}

/** Whether something was sent and taken, whoever was there to get it. */
function isSend(entries: readonly ShownEntry[]): boolean {
  const [root] = entries;
  if (root?.what === 'rest.called')
    return root.operation?.startsWith('sendTo') === true && entries.at(-1)?.status === 202;
  return root?.what === 'frame.received' && root.type === 'sendToGroup' && !entries.some(isFailure);
}

function isDelivery({ what, type }: ShownEntry): boolean {
  return what === 'message.kept' || (what === 'frame.sent' && type === 'message');
}

function endingOf({ what, type, error, status = 0 }: ShownEntry): readonly string[] {
  if (what === 'rest.answered') return [String(status)];
  if (what === 'client.refused') return [`refused ${status}`];
  if (what === 'client.opened') return ['connected'];
  if (what === 'frame.failed') return [visibleWord(error ?? 'failed')];
  if (what === 'event.failed') return ['event failed'];
  if (what === 'frame.sent' && type === 'ack') return error === undefined ? ['ack'] : [];
  return [];
}
