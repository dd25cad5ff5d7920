import type { Emulator } from '../emulator/emulator.js';
import type { Host } from '../host/host.js';
import { groupEventNames, systemEventNames } from '../protocol/event-type.js';
import type { EventType } from '../protocol/event-type.js';

/** Judges the names of hubs, before anything listens that would have to be closed again, and tells those of the functions. */
export function wireHubs(host: Host, emulator: Emulator, others: readonly string[]): readonly string[] {
  const ofFunctions = new Set(host.functions.flatMap((one) => (one.kind === 'event' ? [one.hub] : [])));
  for (const hub of [...ofFunctions, ...others]) emulator.setHub(hub, { anonymousConnectPolicy: 'allow' });
  return [...ofFunctions];
}

/** Lets the service post the events of the hubs to an app. */
export function wireEvents(
  host: Host,
  emulator: Emulator,
  { hubs, url }: { readonly hubs: readonly string[]; readonly url: string },
): void {
  for (const hub of hubs) {
    const eventHandlers = [{ urlTemplate: url + host.eventHandlerPath(hub), ...handled(host, hub) }];
    emulator.setHub(hub, { anonymousConnectPolicy: 'allow', eventHandlers });
  }
}

/** Only the events that a function answers: the service refuses a client whose `connect` nobody answers. */
function handled(host: Host, hub: string) {
  const has = (eventType: EventType, name: string): boolean =>
    host.functions.some(
      (one) => one.kind === 'event' && one.hub === hub && one.eventType === eventType && one.event === name,
    );
  return {
    userEventPattern: '*',
    systemEvents: systemEventNames.filter((name) => has('system', name)),
    groupPresenceEvents: { eventNames: groupEventNames.filter((name) => has('group', name)) },
  };
}
