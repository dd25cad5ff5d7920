import type { ConnectionSnapshot, HubSnapshot } from '../broker/snapshot.js';
import type { EventHandler } from '../event-handler-settings.js';
import type { HubTable } from '../hub-table.js';
import { withoutQuery } from '../upstream/no-answer.js';
import { hideSecretsOfBytes } from './hide-secrets.js';
import type { ShownHandler, ShownHub } from './wire.js';

/** What a page shows of one hub. */
const most = 300;

/** The hubs that were set and those that have connections, cut to what a page can show. */
export function shownHubs(
  hubs: Pick<HubTable, 'names' | 'get'>,
  snapshot: Readonly<Record<string, HubSnapshot>>,
  accessKeys: readonly string[] = [],
): readonly ShownHub[] {
  const names = new Set([...hubs.names(), ...Object.keys(snapshot)]);
  return [...names].sort().map((name) => {
    const hub = shownHub(name, hubs.get(name).eventHandlers, snapshot[name] ?? nobody);
    return { ...hub, connections: hub.connections.map((connection) => hideInState(connection, accessKeys)) };
  });
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

/** The page reads a state that is written in base64: there a secret has another look. */
function hideInState(connection: ConnectionSnapshot, accessKeys: readonly string[]): ConnectionSnapshot {
  const bytes = Buffer.from(connection.state ?? '', 'base64');
  const shown = hideSecretsOfBytes(bytes, accessKeys, false);
  return shown === bytes ? connection : { ...connection, state: Buffer.from(shown).toString('base64') };
}

function shownHandler({ target: { urlTemplate, handle }, said }: EventHandler): ShownHandler {
  const user = said.userEventPattern.trim();
  const events = [...(user === '' ? [] : [`user: ${user}`]), ...said.systemEvents, ...said.groupEvents].join(', ');
  return handle === undefined ? { url: withoutQuery(urlTemplate), events } : { events };
}
