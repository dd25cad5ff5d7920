export { startEmulator } from './emulator.js';
export type { Emulator } from './emulator.js';
export type { EmulatorOptions } from './options.js';
export type { EmulatorIdentity } from './identity/entra-issuer.js';
export type { EmulatorLog } from './log.js';
export type { GroupPresenceSettings } from './group-presence-settings.js';
export type { HubSettings } from './hub-settings.js';
export type { EventHandlerAuth, EventHandlerSettings } from './event-handler-settings.js';
export type { EventFunction, EventRequest, EventResponse } from './upstream/in-process.js';
