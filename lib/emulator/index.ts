export { startEmulator } from './emulator.js';
export type { Emulator } from './emulator.js';
export { VirtualClock } from './virtual-clock.js';
export type { SkipOptions } from './virtual-clock.js';
export type { Duration } from './duration.js';
export type { Clock, Timing } from '../clock.js';
export type { EmulatorOptions } from './options.js';
export type { EmulatorLog } from './log.js';
export type { EventHandlerSettings, HubSettings } from './hub-settings.js';
