import type { Emulator } from '../emulator/emulator.js';
import type { Host } from '../host/host.js';
import { hubSettings } from '../host/hub-settings.js';

/** Judges the names of hubs, before anything listens that would have to be closed again, and tells those of the functions. */
export function wireHubs(host: Host, emulator: Emulator, others: readonly string[]): readonly string[] {
  const ofFunctions = new Set(host.functions.flatMap((one) => (one.kind === 'event' ? [one.hub] : [])));
  for (const hub of [...ofFunctions, ...others]) emulator.setHub(hub, { anonymousConnectPolicy: 'allow' });
  return [...ofFunctions];
}

/**
 * Lets the service post the events of the functions to an app, those that a function answers: the service refuses a client whose `connect` nobody
 * answers. A user event reaches the app also where no function answers it, which then says what there is instead.
 */
export function wireEvents(host: Host, emulator: Emulator, url: string): void {
  const wanted = hubSettings(host.functions, { url, anonymousConnectPolicy: 'allow' });
  for (const [hub, settings] of Object.entries(wanted)) {
    const eventHandlers = settings.eventHandlers.map((handler) => ({ ...handler, userEventPattern: '*' }));
    emulator.setHub(hub, { ...settings, eventHandlers });
  }
}
