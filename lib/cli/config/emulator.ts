import { json, type Format } from './format.js';

/** The settings file of the emulator: `web-pubsub emulator --config`. */
export const emulatorFormat: Format = ({ hubs }) =>
  json({ hubs: Object.fromEntries(Object.entries(hubs).map(([name, properties]) => [name, { properties }])) });
