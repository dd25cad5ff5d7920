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

/** The headers that say something of the event. Where one stands here is where its value stands while a head is read. */
const members = [
  'hub',
  'type',
  'eventName',
  'connectionId',
  'requestOrigin',
  'signature',
  'id',
  'time',
  'userId',
  'subprotocol',
  'connectionState',
  'contentType',
  'physicalConnectionId',
  'sessionId',
] as const;

type Member = (typeof members)[number];
type Places = Readonly<Record<Member, number>>;

const places = Object.fromEntries(members.map((member, at) => [member, at])) as Places;
const placeOf: ReadonlyMap<string, number> = new Map(members.map((member, at) => [headerNames[member], at]));

/**
 * Reads the headers of an event.
 * @throws RequestError (400) for a header that is missing or there twice; only the signature may come in two lines.
 */
export function readEventHead(headers: HeaderPairs): EventHead {
  return readRawEventHead(headers.flat());
}

/** The same of headers as Node has them, in one pass: a name and its value stand one after the other. */
export function readRawEventHead(rawHeaders: readonly string[]): EventHead {
  const { values, metadata } = collect(rawHeaders);
  const connectionId = required(values, 'connectionId');
  const hub = required(values, 'hub');
  const type = required(values, 'type');
  const eventName = required(values, 'eventName');
  const origin = required(values, 'requestOrigin');
  const eventType = parseEventType(type);
  if (eventType === undefined) throw createError('WPS_HEADER_INVALID', { header: headerNames.type });
  return {
    hub,
    eventType,
    eventName,
    connectionId,
    origin,
    signature: values[places.signature],
    id: values[places.id],
    time: values[places.time],
    userId: values[places.userId] || undefined,
    subprotocol: values[places.subprotocol] || undefined,
    connectionState: values[places.connectionState],
    contentType: values[places.contentType],
    physicalConnectionId: values[places.physicalConnectionId],
    sessionId: values[places.sessionId],
    metadata,
  };
}

function required(values: Values, member: Member): string {
  const value = values[places[member]];
  if (value === undefined || value === '') throw createError('WPS_HEADER_MISSING', { header: headerNames[member] });
  return value;
}

type Values = (string | undefined)[];

interface Line {
  readonly place: number;
  readonly name: string;
  readonly value: string;
}

function collect(rawHeaders: readonly string[]) {
  const values: Values = members.map(() => undefined);
  const metadata: Record<string, string> = Object.create(null) as Record<string, string>;
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase();
    const place = placeOf.get(name);
    const value = trimmed(rawHeaders[at + 1] ?? '');
    if (place !== undefined) addOnce(values, { place, name, value: decodeValue(value) });
    // official emulator: the prefix without a name says nothing
    else if (name.startsWith(metadataHeaderPrefix) && name !== metadataHeaderPrefix)
      metadata[name.slice(metadataHeaderPrefix.length)] = value;
  }
  return { values, metadata };
}

// Node has taken the space from around a value, so that there is mostly none; to look takes less time than to trim.
function trimmed(value: string): string {
  return isPrintable(value.charCodeAt(0)) && isPrintable(value.charCodeAt(value.length - 1)) ? value : value.trim();
}

function isPrintable(code: number): boolean {
  return code > 0x20 && code < 0x7f;
}

function addOnce(values: Values, { place, name, value }: Line): void {
  const earlier = values[place];
  if (earlier === undefined) values[place] = value;
  else if (place === places.signature) values[place] = `${earlier},${value}`;
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
