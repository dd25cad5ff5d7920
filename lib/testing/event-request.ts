import { randomUUID } from 'node:crypto';
import { eventHeaders } from '../emulator/upstream/event.js';
import type { EventOrigin, HeadedEvent } from '../emulator/upstream/event.js';
import { headerNames } from '../protocol/header-names.js';
import type { MessageMetadata } from '../protocol/message-metadata.js';
import type { Content } from './event-bodies.js';
import type { EventKind } from './event-rules.js';
import { speaksMqtt } from './judge-client.js';
import type { TestSender } from './judge-client.js';

/** Who sent an event. What it says of MQTT is there for MQTT clients alone. */
export interface EventClient {
  /** Default `connection1`. */
  readonly connectionId: string;
  /** Absent for an anonymous client. */
  readonly userId: string | undefined;
  /** `mqtt` for a client of MQTT. */
  readonly subprotocol?: string | undefined;
  /** Of MQTT clients alone: the network connection under the session. */
  readonly physicalConnectionId?: string | undefined;
  /** Of MQTT clients alone, from `connected` on. */
  readonly sessionId?: string | undefined;
}

/** One event, as far as its headers tell of it. */
export interface EventParts extends Content {
  readonly hub: string;
  readonly eventType: HeadedEvent['eventType'];
  readonly eventName: string;
  readonly eventId: number;
  readonly client: EventClient;
  /** `ce-connectionState`, as the last answer left it. */
  readonly state?: string | undefined;
  readonly metadata?: MessageMetadata | undefined;
  /** Further headers of the request. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** The headers of an event as the service posts it, names in lower case: those of the emulator, and what only MQTT clients have. */
export function headersOfEvent(parts: EventParts, origin: EventOrigin, time: Date): Record<string, string> {
  const { client, headers } = parts;
  return {
    ...eventHeaders({ ...parts, ...client }, origin, time.getTime()),
    // official emulator: a GUID for each event.
    [headerNames.clientRequestId]: randomUUID(),
    ...mqttHeaders(parts.hub, client),
    ...Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value])),
  };
}

/** Who sends an event, with what marks an MQTT client: the network connection below its session and, after `connect`, that session. */
export function clientOf(client: TestSender, kind: EventKind): EventClient {
  const { connectionId = 'connection1', userId, subprotocol, physicalConnectionId, sessionId } = client;
  if (!speaksMqtt(client)) return { connectionId, userId, subprotocol };
  return {
    ...{ connectionId, userId, subprotocol: 'mqtt', physicalConnectionId: physicalConnectionId ?? 'physical1' },
    ...(kind === 'connect' ? {} : { sessionId: sessionId ?? 'session1' }),
  };
}

// service: the source of an MQTT client's event names the network connection as well.
function mqttHeaders(hub: string, { connectionId, physicalConnectionId, sessionId }: EventClient) {
  if (physicalConnectionId === undefined) return {};
  return {
    [headerNames.source]: `/hubs/${hub}/client/${connectionId}/${physicalConnectionId}`,
    [headerNames.physicalConnectionId]: physicalConnectionId,
    ...(sessionId === undefined ? {} : { [headerNames.sessionId]: sessionId }),
  };
}
