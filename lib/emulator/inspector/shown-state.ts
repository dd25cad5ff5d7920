import type { HubSnapshot } from '../broker/snapshot.js';
import type { EventHandler } from '../event-handler-settings.js';
import type { HubTable } from '../hub-table.js';
import { withoutQuery } from '../upstream/no-answer.js';
import type { ShownHandler, ShownHub } from './wire.js';

/** What a page shows of one hub. */
const most = 300;

/** The hubs that were set and those that have connections, cut to what a page can show. */
export function shownHubs(
  hubs: Pick<HubTable, 'names' | 'get'>,
  snapshot: Readonly<Record<string, HubSnapshot>>,
): readonly ShownHub[] {
  const names = new Set([...hubs.names(), ...Object.keys(snapshot)]);
  return [...names].sort().map((name) => shownHub(name, hubs.get(name).eventHandlers, snapshot[name] ?? nobody));
}

const nobody: HubSnapshot = { connections: [], groups: {}, groupStates: {} };

function shownHub(
  name: string,
  handlers: readonly EventHandler[],
  { connections, groups, groupStates }: HubSnapshot,
): ShownHub {
  const shownGroups = Object.entries(groups).map(([group, { length }]) => {
    return { name: group, members: length, states: groupStates[group]?.length ?? 0 };
  });
  return {
    name,
    handlers: handlers.map(shownHandler),
    connectionCount: connections.length,
    connections: connections.slice(0, most),
    groups: shownGroups.slice(0, most),
    groupCount: shownGroups.length,
  };
}

function shownHandler({ target: { urlTemplate, handle }, said }: EventHandler): ShownHandler {
  const user = said.userEventPattern.trim();
  const events = [...(user === '' ? [] : [`user: ${user}`]), ...said.systemEvents, ...said.groupEvents].join(', ');
  return handle === undefined ? { url: withoutQuery(urlTemplate), events } : { events };
}
