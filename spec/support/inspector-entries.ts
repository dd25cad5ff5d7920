import type { Chain } from '../../lib/emulator/inspector/model/chain.js';
import type { ShownEntry } from '../../lib/emulator/inspector/wire.js';

/** An entry of the timeline, with what matters to a spec. */
export function entry(members: Partial<ShownEntry> = {}): ShownEntry {
  return { id: 1, time: 0, what: 'frame.received', hub: 'chat', connectionId: 'c1', ...members };
}

export function chainOf(...entries: readonly ShownEntry[]): Chain {
  return { id: entries[0]?.id ?? 0, entries, left: 0, version: 1, calls: [], during: undefined };
}

/** Ann's event goes to the app, which sends to everybody before it answers. */
export const story: readonly ShownEntry[] = [
  entry({ id: 1, time: 0, what: 'client.asks', subprotocols: ['json.webpubsub.azure.v1'] }),
  entry({ id: 2, time: 1, what: 'client.opened', cause: 1, userId: 'ann', subprotocol: 'json.webpubsub.azure.v1' }),
  entry({ id: 3, time: 10, type: 'event', event: 'say', message: { dataType: 'text', data: 'hello' }, bytes: 40 }),
  entry({ id: 4, time: 11, what: 'event.handler', cause: 3, eventName: 'say', why: 'eventHandlers[0] takes it' }),
  entry({
    ...{ id: 5, time: 12, what: 'event.sent', cause: 3, eventName: 'say', eventId: 1, attempt: 1, url: 'http://app/' },
    ...{ message: { dataType: 'text', data: 'hello' }, bytes: 5 },
  }),
  {
    id: 6,
    time: 20,
    what: 'rest.called',
    hub: 'chat',
    method: 'POST',
    path: '/api/hubs/chat/:send',
    operation: 'sendToAll',
  },
  entry({
    id: 7,
    time: 21,
    what: 'frame.sent',
    cause: 6,
    type: 'message',
    message: { dataType: 'text', data: 'to all' },
  }),
  { id: 8, time: 22, what: 'rest.answered', cause: 6, status: 202 },
  entry({ id: 9, time: 30, what: 'event.answered', cause: 3, eventName: 'say', eventId: 1, status: 204, bytes: 0 }),
  entry({ id: 10, time: 31, what: 'frame.sent', cause: 3, type: 'ack', bytes: 30 }),
];
