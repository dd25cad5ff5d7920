/**
 * Tests of one method, of all functions, and of a whole app with its clients, on one machine and without a network. Exported by
 * `web-pubsub-bindings/testing`.
 *
 * @module testing
 */

// Named exports only. Importing it loads neither Koa nor a socket: of the emulator, its memory and its words alone.

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
export type { RecordedAnswer, RecordedItem, RecordingCollectorOptions, RefusedItem } from './recording-collector.js';
export { VirtualClock } from '../emulator/virtual-clock.js';
export type { SkipOptions } from '../emulator/virtual-clock.js';
export type { AddedFault, EmulatorFaults, FaultRule } from '../emulator/faults/rule.js';
export type { Duration } from '../emulator/duration.js';
export type { Clock, Timing } from '../clock.js';
export { FakeService, FakeServiceError } from './fake-service.js';
export type { FakeConnection, FakeConnectionInit, ReceivedMessage } from './fake-service.js';
export { createTestHost } from './test-host.js';
export type { TestAnswer, TestOutput } from './test-answer.js';
export type { TestHost } from './test-host.js';
export type { TestConnect, TestDisconnected, TestEvent, TestHostOptions, TestUserEvent } from './test-events.js';
export type { Handshake, TestMqttConnect, UserContent } from './event-bodies.js';
export type { ReadContent, ReadMessage } from './read-message.js';
export type { TestRequest } from './test-requests.js';
export { abuseProtectionRequest, signedEvent } from './signed-event.js';
export type {
  AbuseProtectionOptions,
  SignedConnect,
  SignedConnected,
  SignedDisconnected,
  SignedEventInit,
  SignedEventOptions,
  SignedGroupEvent,
  SignedRequest,
  SignedUserEvent,
} from './signed-event.js';
export { readEventAnswer } from './read-event-answer.js';
export type { EventAnswer, SeenByClient } from './read-event-answer.js';
export type { SigningKey } from './signing-key.js';
export { TestRuntime } from './test-runtime.js';
export type { LoggedLine } from './recording-log.js';
export { connectTestClient } from './connect-test-client.js';
export type { ConnectOptions } from './connect-test-client.js';
export { connectLiveClient } from './connect-live-client.js';
export type { LiveClientOptions } from './connect-live-client.js';
export type { Frame } from './client-frames.js';
export type { LiveClient } from './live-client.js';
export type { Operation, OperationMessage, OperationName, OperationParameters } from '../protocol/operations.js';
export { startTestApp } from './test-app.js';
export type { TestAccessOptions, TestApp, TestAppOptions, TestClientOptions } from './test-app.js';
export { TestConnectionRefused } from './connection-refused.js';
export type { Ending, TestClient, TestProtocol, TestReply, TypedReply } from './test-client.js';
export type { TestMessage, TypedMessage, Wanted, WantedMessage } from './test-message.js';
