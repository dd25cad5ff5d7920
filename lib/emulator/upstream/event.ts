import { contentTypeOf, mediaTypes } from '../../protocol/data-type.js';
import { formatEventType, type EventType } from '../../protocol/event-type.js';
import type { MessageContent } from '../../protocol/frames.js';
import { headerNames } from '../../protocol/header-names.js';
import { metadataHeaders, type MessageMetadata } from '../../protocol/message-metadata.js';
import { formatSignature } from '../../protocol/signature.js';
import type { CookieJar } from '../broker/cookie-jar.js';

/** One event on its way to the app. */
export interface UpstreamEvent {
  readonly hub: string;
  readonly connectionId: string;
  readonly eventType: EventType;
  readonly eventName: string;
  /** Counts from 0 on each connection; a repeat keeps it. */
  readonly eventId: number;
  readonly userId: string | undefined;
  readonly subprotocol?: string | undefined;
  readonly state?: string | undefined;
  /** official emulator: cookies belong to a connection, and the app's answers change them. */
  readonly cookies: CookieJar;
  /** What a client sent beside its message. */
  readonly metadata?: MessageMetadata | undefined;
  readonly contentType: string;
  readonly body: string | Uint8Array;
}

/** What the emulator adds to every event. */
export interface EventOrigin {
  readonly hostname: string;
  readonly accessKeys: readonly string[];
}

// recorded: system events say their charset.
export const systemContentType = contentTypeOf('json');

/** The content type of a user event; JSON goes without a charset. */
export function userContentType({ dataType }: Pick<MessageContent, 'dataType'>): string {
  return dataType === 'text' ? contentTypeOf('text') : mediaTypes[dataType];
}

/** What the headers of an event tell. */
export type HeadedEvent = Omit<UpstreamEvent, 'body' | 'cookies'>;

/** The headers of an event: CloudEvents 1.0 in binary content mode, with the service's extensions. */
export function eventHeaders(event: HeadedEvent, origin: EventOrigin, now: number): Record<string, string> {
  const { hub, connectionId, eventType, eventName, userId, subprotocol, state } = event;
  return {
    [headerNames.contentType]: event.contentType,
    [headerNames.requestOrigin]: origin.hostname,
    [headerNames.specVersion]: '1.0',
    [headerNames.awpsVersion]: '1.0',
    [headerNames.type]: formatEventType(eventType, eventName),
    [headerNames.source]: `/hubs/${hub}/client/${connectionId}`,
    [headerNames.id]: String(event.eventId),
    [headerNames.time]: new Date(now).toISOString().replace(/\.\d+Z$/, 'Z'),
    [headerNames.signature]: formatSignature(origin.accessKeys, connectionId),
    [headerNames.hub]: hub,
    [headerNames.connectionId]: connectionId,
    [headerNames.eventName]: eventName,
    // official emulator: a user id travels as raw UTF-8.
    ...(userId ? { [headerNames.userId]: Buffer.from(userId, 'utf8').toString('latin1') } : {}),
    ...(subprotocol === undefined ? {} : { [headerNames.subprotocol]: subprotocol }),
    ...(state === undefined ? {} : { [headerNames.connectionState]: state }),
    ...metadataHeaders(event.metadata ?? {}),
  };
}
