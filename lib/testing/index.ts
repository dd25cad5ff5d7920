// The door './testing': named exports only. Importing it loads neither emulator nor Koa.

export {
  connectedEvent,
  connectEvent,
  disconnectedEvent,
  groupJoinedEvent,
  groupLeftEvent,
  userEvent,
} from './events.js';
export { mqttConnectedEvent, mqttConnectEvent, mqttDisconnectedEvent } from './mqtt-events.js';
export { RecordingCollector } from './recording-collector.js';
export type { RecordedAnswer, RecordingCollectorOptions } from './recording-collector.js';
