import type { ShownEntry } from '../wire.js';
import { preview } from './decode.js';
import { formatBytes } from './format.js';
import { visible, visibleWord } from './visible.js';

/** What kinds of things there are to see. */
export const kinds = ['client', 'frame', 'event', 'rest', 'group', 'message', 'fault', 'inspector', 'other'] as const;
export type Kind = (typeof kinds)[number];

export function kindOf({ what }: ShownEntry): Kind {
  const [first = ''] = what.split('.');
  return kinds.find((kind) => kind === first) ?? 'other';
}

/** What an entry tells, as the head of a line. */
export function titleOf(entry: ShownEntry): string {
  return visible(plainTitleOf(entry));
}

function plainTitleOf(entry: ShownEntry): string {
  const { what, type = '', event = '', eventName = '', method = '', path = '', status = 0 } = entry;
  if (what === 'frame.received') return `→ ${type} ${event}`.trim();
  if (what === 'frame.sent') return `← ${type}`;
  if (what === 'rest.called') return entry.operation ?? `${method} ${path}`;
  if (what === 'rest.answered' || what === 'event.answered') return `answered ${status}`;
  if (what === 'event.sent') return `event ${eventName}`;
  if (what === 'inspector.acted') return entry.action ?? 'acted';
  return titles[what] ?? what;
}

const titles: Readonly<Partial<Record<ShownEntry['what'], string>>> = {
  'client.asks': 'client connects',
  'client.refused': 'refused',
  'client.opened': 'connected',
  'client.recovered': 'recovered',
  'client.notRecovered': 'not recovered',
  'client.lost': 'WebSocket lost',
  'client.ended': 'disconnected',
  'frame.refused': 'frame not read',
  'frame.failed': 'frame not done',
  'message.kept': 'kept for later',
  'message.expired': 'expired',
  'message.dropped': 'dropped',
  'group.joined': 'joined group',
  'group.left': 'left group',
  'event.handler': 'event handler',
  'event.validation': 'validation',
  'event.failed': 'event failed',
  'event.calledOff': 'called off',
  'fault.done': 'fault',
  'hub.set': 'hub settings',
  'settings.refused': 'settings refused',
  'emulator.reset': 'emulator reset',
  'tap.lost': 'entries lost',
  'inspector.away': 'not recorded',
};

/** The rest of it, in one line. */
export function detailOf(entry: ShownEntry): string {
  const { what, group, error, why, url, subprotocol, bytes, status, attempt = 1 } = entry;
  const parts = [
    group === undefined ? undefined : `group ${group}`,
    what === 'rest.called' && entry.operation !== undefined ? `${entry.method ?? ''} ${entry.path ?? ''}` : undefined,
    what === 'event.handler' ? entry.eventName : undefined,
    what === 'hub.set' ? entry.hub : undefined,
    what === 'client.asks' ? (entry.subprotocols ?? []).join(', ') || 'no subprotocol' : undefined,
    what === 'client.opened' ? (subprotocol ?? 'simple client') : undefined,
    what === 'client.refused' && status !== undefined ? String(status) : undefined,
    attempt > 1 ? `attempt ${attempt}` : undefined,
    url,
    error,
    why,
    entry.message === undefined ? undefined : preview(entry.message),
    entry.message === undefined && bytes !== undefined && bytes > 0 ? formatBytes(bytes) : undefined,
  ];
  return parts
    .filter((part): part is string => part !== undefined && part !== '')
    .map(visibleWord)
    .join(' · ');
}
