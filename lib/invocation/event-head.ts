import { createError } from '../errors.js';
import { parseEventType } from '../protocol/event-type.js';
import type { EventType } from '../protocol/event-type.js';
import { headerNames, metadataHeaderPrefix } from '../protocol/header-names.js';
import type { HeaderPairs } from './request.js';

/** What the headers of an event request say, before anything of it was believed. */
export interface EventHead {
  readonly hub: string;
  readonly eventType: EventType;
  readonly eventName: string;
  readonly connectionId: string;
  /** The service's host, or a comma-separated list of its hosts. */
  readonly origin: string;
  readonly signature: string | undefined;
  readonly id: string | undefined;
  readonly time: string | undefined;
  readonly userId: string | undefined;
  readonly subprotocol: string | undefined;
  readonly connectionState: string | undefined;
  readonly contentType: string | undefined;
  readonly physicalConnectionId: string | undefined;
  readonly sessionId: string | undefined;
  /** `x-webpubsub-metadata-…`, names in lower case. */
  readonly metadata: Readonly<Record<string, string>>;
}

const read = new Set<string>([
  headerNames.hub,
  headerNames.type,
  headerNames.eventName,
  headerNames.connectionId,
  headerNames.requestOrigin,
  headerNames.signature,
  headerNames.id,
  headerNames.time,
  headerNames.userId,
  headerNames.subprotocol,
  headerNames.connectionState,
  headerNames.contentType,
  headerNames.physicalConnectionId,
  headerNames.sessionId,
]);

/**
 * Reads the headers of an event in one pass.
 * @throws RequestError (400) for a header that is missing or there twice; only the signature may come in two lines.
 */
export function readEventHead(pairs: HeaderPairs): EventHead {
  const { values, metadata } = collect(pairs);
  const required = (name: string): string => {
    const value = values.get(name);
    if (value === undefined || value === '') throw createError('WPS_HEADER_MISSING', { header: name });
    return value;
  };
  const connectionId = required(headerNames.connectionId);
  const hub = required(headerNames.hub);
  const type = required(headerNames.type);
  const eventName = required(headerNames.eventName);
  const origin = required(headerNames.requestOrigin);
  const eventType = parseEventType(type);
  if (eventType === undefined) throw createError('WPS_HEADER_INVALID', { header: headerNames.type });
  return {
    hub,
    eventType,
    eventName,
    connectionId,
    origin,
    signature: values.get(headerNames.signature),
    id: values.get(headerNames.id),
    time: values.get(headerNames.time),
    userId: values.get(headerNames.userId) || undefined,
    subprotocol: values.get(headerNames.subprotocol) || undefined,
    connectionState: values.get(headerNames.connectionState),
    contentType: values.get(headerNames.contentType),
    physicalConnectionId: values.get(headerNames.physicalConnectionId),
    sessionId: values.get(headerNames.sessionId),
    metadata,
  };
}

function collect(pairs: HeaderPairs) {
  const values = new Map<string, string>();
  const metadata: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [rawName, rawValue] of pairs) {
    const name = rawName.toLowerCase();
    if (read.has(name)) addOnce(values, name, decodeValue(rawValue.trim()));
    // official emulator: the prefix without a name says nothing
    else if (name.startsWith(metadataHeaderPrefix) && name !== metadataHeaderPrefix)
      metadata[name.slice(metadataHeaderPrefix.length)] = rawValue.trim();
  }
  return { values, metadata };
}

function addOnce(values: Map<string, string>, name: string, value: string): void {
  const earlier = values.get(name);
  if (earlier === undefined) values.set(name, value);
  else if (name === headerNames.signature) values.set(name, `${earlier},${value}`);
  else throw createError('WPS_HEADER_REPEATED', { header: name });
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

// service: a user id may travel as raw UTF-8, which HTTP libraries hand over byte by byte as Latin-1.
function decodeValue(value: string): string {
  if (!/[\u0080-\u00ff]/.test(value) || /[^\u0000-\u00ff]/.test(value)) return value;
  try {
    return utf8.decode(Buffer.from(value, 'latin1'));
  } catch {
    return value;
  }
}

/** Source: the service marks MQTT clients by both headers together. */
export function isMqtt({ subprotocol, physicalConnectionId }: EventHead): boolean {
  return physicalConnectionId !== undefined && subprotocol?.includes('mqtt') === true;
}
