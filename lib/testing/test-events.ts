import type { VirtualClock } from '../emulator/virtual-clock.js';
import type { HostOptions } from '../host/host.js';
import type { EventType } from '../protocol/event-type.js';
import type { MessageMetadata } from '../protocol/message-metadata.js';
import type { MqttDisconnect } from '../protocol/mqtt.js';
import type { Handshake, Told, UserContent } from './event-bodies.js';
import type { FakeService } from './fake-service.js';
import type { TestSender } from './judge-client.js';

/** The options of `bootstrap`, and the service to test against. By default `closeTimeout` is 750, as that of a test app. */
export interface TestHostOptions extends HostOptions {
  /** Default: one of its own. */
  readonly service?: FakeService;
  /** The time of host and service, where controllers are to have it, too. Default: that of the service. */
  readonly clock?: VirtualClock;
}

/** What every event may say. What an earlier one of the same connection said, it need not repeat. */
export interface TestEvent extends Omit<TestSender, 'mqtt'> {
  /** Further headers of the event request. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What `connect` tells beside every event. */
export type TestConnect = TestEvent & Handshake;

/** What a user event tells beside every event. */
export interface TestUserEvent extends TestEvent, UserContent {
  readonly metadata?: MessageMetadata;
}

/** What `disconnected` tells beside every event. */
export interface TestDisconnected extends TestEvent {
  readonly reason?: string;
  /** Of an MQTT client: how its session ended. */
  readonly mqtt?: Partial<MqttDisconnect>;
}

/** Which event it is, and for messages how the test called it. */
export interface Which {
  readonly where: string;
  readonly hub: string;
  readonly eventType: EventType;
  readonly eventName: string;
}
/** Whatever an event may say. */
export type AnyEvent = TestEvent & Told & { readonly metadata?: MessageMetadata };
