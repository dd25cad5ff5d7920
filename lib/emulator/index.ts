export { startEmulator } from './emulator.js';
export type { Emulator } from './emulator.js';
export type { EmulatorOptions } from './options.js';
export type { EmulatorLog } from './log.js';
export type { EventHandlerSettings, HubSettings } from './hub-settings.js';
