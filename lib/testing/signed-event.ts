import { resolveUrl } from '../emulator/upstream/url-template.js';
import { defaultEventPath } from '../host/event-path.js';
import type { OptionRules } from '../metadata/options.js';
import { oneOf, rules } from '../metadata/options.js';
import type { ConnectionStates } from '../protocol/connection-state.js';
import { encodeConnectionState } from '../protocol/connection-state.js';
import { eventTypes, groupEventNames, systemEventNames } from '../protocol/event-type.js';
import type { EventType } from '../protocol/event-type.js';
import { headerNames } from '../protocol/header-names.js';
import type { MessageMetadata } from '../protocol/message-metadata.js';
import type { MqttDisconnect } from '../protocol/mqtt.js';
import { bodyOf } from './event-bodies.js';
import type { Handshake, Told, UserContent } from './event-bodies.js';
import { clientOf, headersOfEvent } from './event-request.js';
import type { EventClient } from './event-request.js';
import {
  clientRules,
  count,
  headers as headersRule,
  hub as hubRule,
  kindOf,
  name,
  object,
  time as timeRule,
  toldRules,
  typeOf,
} from './event-rules.js';
import type { EventKind } from './event-rules.js';
import { judge, refusal } from './judge.js';
import { judgeClient } from './judge-client.js';
import { hostnameOf, keyRules, originOf, originRules } from './signing-key.js';
import type { SigningKey } from './signing-key.js';

/** What every signed event may say. */
export interface SignedEventOptions extends SigningKey, Partial<EventClient> {
  /** The hub of the connection. */
  readonly hub: string;
  /** State of the connection. `connect`, the first event, has none. */
  readonly states?: ConnectionStates;
  /** `ce-id`, the number of the event within its connection. Default: 0 for `connect`, else 1. */
  readonly id?: number;
  /** Default: now. */
  readonly time?: Date;
  /** Further headers. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Where events go, as in the settings of the service: `{hub}` and `{event}` are filled in. Default: the path of `bootstrap`. */
  readonly url?: string;
}

/** A client asks to connect. */
export type SignedConnect = SignedEventOptions &
  Handshake & { readonly eventType?: 'system'; readonly eventName: 'connect' };
/** A client is connected. */
export type SignedConnected = SignedEventOptions & {
  readonly eventType?: 'system';
  readonly eventName: 'connected';
};
/** A connection has ended. */
export type SignedDisconnected = SignedEventOptions & {
  readonly eventType?: 'system';
  readonly eventName: 'disconnected';
  readonly reason?: string;
  /** The client spoke MQTT: how its session ended. */
  readonly mqtt?: Partial<MqttDisconnect>;
};
/** A connection has joined a group, or left it. */
export type SignedGroupEvent = SignedEventOptions & {
  readonly eventType: 'group';
  readonly eventName: 'joined' | 'left';
  readonly group: string;
};
/** A client sends something. */
export type SignedUserEvent = SignedEventOptions &
  UserContent & {
    readonly eventType?: 'user';
    /** Default `message`. */
    readonly eventName?: string;
    readonly metadata?: MessageMetadata;
  };
/** An event to be signed. Without `eventType`, `connect`, `connected` and `disconnected` are system events, and any other is of a user. */
export type SignedEventInit = SignedConnect | SignedConnected | SignedDisconnected | SignedGroupEvent | SignedUserEvent;

/** A request as `fetch(request.url, request)` takes it. */
export interface SignedRequest {
  readonly method: 'POST';
  readonly url: string;
  /** Names in lower case. What is not ASCII stands there as UTF-8, byte by byte, as on the wire. */
  readonly headers: Record<string, string>;
  /** Bytes: Node would write headers that leave together with a text as UTF-8 once more. */
  readonly body: Uint8Array<ArrayBuffer>;
}

/**
 * The HTTP request that the service would post for an event, signed, for a test of whatever receives it: middleware in front of the functions,
 * or a server in any language. `host.handle` takes it with `headers: Object.entries(request.headers)`.
 * @throws ConfigurationError for what the service would never post. Its message holds no key.
 *
 * @example
 * const request = signedEvent({ connectionString, hub: 'chathub', userId: 'ann', data: 'hi', url: `${appUrl}/api/webpubsub/hubs/{hub}` });
 * const { status } = await fetch(request.url, request);
 */
export function signedEvent(init: SignedEventInit): SignedRequest {
  // Also where plain JavaScript gives nothing.
  const event: AnyEvent = { ...init };
  const {
    eventName = 'message',
    eventType = typeOf(eventName),
    hub,
    id,
    time = new Date(),
    url = defaultEventPath,
  } = event;
  const where = `signedEvent of the ${eventType} event "${eventName}"`;
  const kind = judgeEvent(where, event, eventType, eventName);
  const content = bodyOf(where, kind, event);
  const headers = headersOfEvent(
    {
      ...{ hub, eventType, eventName, eventId: id ?? (kind === 'connect' ? 0 : 1), ...content },
      ...{
        client: clientOf(event, kind),
        state: stateOf(where, event.states),
        metadata: event.metadata,
        headers: event.headers,
      },
    },
    originOf(where, event),
    time,
  );
  return {
    method: 'POST',
    url: resolveUrl(url, hub, eventName),
    headers,
    body: Uint8Array.from(Buffer.from(content.body)),
  };
}

type AnyEvent = SignedEventOptions &
  Told & {
    readonly eventType?: EventType;
    readonly eventName?: string;
    readonly metadata?: MessageMetadata;
  };

const ownRules: OptionRules = {
  ...{ hub: hubRule, eventName: name, eventType: oneOf(eventTypes), ...clientRules, ...keyRules },
  ...{ id: count, time: timeRule, headers: headersRule, url: rules.text },
};

/** What no event has before `connect` was answered. */
const laterRules: OptionRules = { states: object, sessionId: name };

function judgeEvent(where: string, event: AnyEvent, eventType: EventType, eventName: string): EventKind {
  const kind = kindOf(eventType, eventName);
  if (kind === undefined) throw noSuchEvent(where, eventType);
  judge(where, event, { ...ownRules, ...(kind === 'connect' ? {} : laterRules), ...toldRules[kind] });
  requireHub(where, event);
  judgeClient(where, event, kind);
  return kind;
}

/** Plain JavaScript may leave it out. */
function requireHub(where: string, { hub }: { readonly hub?: string }): void {
  if (hub === undefined) throw refusal(where, 'no hub', 'Give it as "hub".');
}

function noSuchEvent(where: string, eventType: EventType): Error {
  const names: readonly string[] = eventType === 'group' ? groupEventNames : systemEventNames;
  return refusal(where, 'an event that the service does not have', `The ${eventType} events are ${names.join(', ')}.`);
}

function stateOf(where: string, states: ConnectionStates | undefined): string | undefined {
  if (states === undefined) return undefined;
  try {
    return encodeConnectionState(states);
  } catch {
    throw refusal(where, 'states that JSON cannot hold', 'Give them as values that JSON has.');
  }
}

/** What {@link abuseProtectionRequest} is told. */
export type AbuseProtectionOptions = Pick<SigningKey, 'connectionString' | 'origin'> &
  Pick<SignedEventOptions, 'hub' | 'url'>;

/**
 * The request by which the service asks an app whether it wants its events, before it posts the first one. It is not signed.
 * Source: CloudEvents webhooks 4.1.
 */
export function abuseProtectionRequest(options: AbuseProtectionOptions) {
  const where = 'abuseProtectionRequest';
  judge(where, options, { ...originRules, hub: hubRule, url: rules.text });
  requireHub(where, options);
  const { hub, url = defaultEventPath } = options;
  const hostname = hostnameOf(where, options);
  const headers = { [headerNames.requestOrigin]: hostname, [headerNames.awpsVersion]: '1.0' };
  // service: {event} is "validate" here.
  return { method: 'OPTIONS' as const, url: resolveUrl(url, hub, 'validate'), headers };
}
