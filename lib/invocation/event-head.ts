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

/** The lines of a request's head that say something of the event, by the members that they become. */
interface Lines {
  hub: string | undefined;
  type: string | undefined;
  eventName: string | undefined;
  connectionId: string | undefined;
  requestOrigin: string | undefined;
  signature: string | undefined;
  id: string | undefined;
  time: string | undefined;
  userId: string | undefined;
  subprotocol: string | undefined;
  connectionState: string | undefined;
  contentType: string | undefined;
  physicalConnectionId: string | undefined;
  sessionId: string | undefined;
  metadata: Record<string, string> | undefined;
}

type Member = Exclude<keyof Lines, 'metadata'>;

const members: readonly Member[] = [
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
];
const memberOf: ReadonlyMap<string, Member> = new Map(members.map((member) => [headerNames[member], member]));

/**
 * Reads the headers of an event.
 * @throws RequestError (400) for a header that is missing or there twice; only the signature may come in two lines.
 */
export function readEventHead(headers: HeaderPairs): EventHead {
  return readRawEventHead(headers.flat());
}

/** The same of headers as Node has them, in one pass: a name and its value stand one after the other. */
export function readRawEventHead(rawHeaders: readonly string[]): EventHead {
  const lines = collect(rawHeaders);
  const connectionId = required(lines, 'connectionId');
  const hub = required(lines, 'hub');
  const type = required(lines, 'type');
  const eventName = required(lines, 'eventName');
  const origin = required(lines, 'requestOrigin');
  const eventType = parseEventType(type);
  if (eventType === undefined) throw createError('WPS_HEADER_INVALID', { header: headerNames.type });
  return {
    hub,
    eventType,
    eventName,
    connectionId,
    origin,
    signature: lines.signature,
    id: lines.id,
    time: lines.time,
    userId: lines.userId || undefined,
    subprotocol: lines.subprotocol || undefined,
    connectionState: lines.connectionState,
    contentType: lines.contentType,
    physicalConnectionId: lines.physicalConnectionId,
    sessionId: lines.sessionId,
    metadata: lines.metadata ?? emptyRecord(),
  };
}

function required(lines: Lines, member: Member): string {
  const value = lines[member];
  if (value === undefined || value === '') throw createError('WPS_HEADER_MISSING', { header: headerNames[member] });
  return value;
}

function collect(rawHeaders: readonly string[]): Lines {
  const lines = noLines();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase();
    const value = (rawHeaders[at + 1] ?? '').trim();
    const member = memberOf.get(name);
    if (member !== undefined) addOnce(lines, member, decodeValue(value));
    // official emulator: the prefix without a name says nothing
    else if (name.startsWith(metadataHeaderPrefix) && name !== metadataHeaderPrefix)
      (lines.metadata ??= emptyRecord())[name.slice(metadataHeaderPrefix.length)] = value;
  }
  return lines;
}

// All members from the start: objects of one shape are read fastest.
function noLines(): Lines {
  return {
    hub: undefined,
    type: undefined,
    eventName: undefined,
    connectionId: undefined,
    requestOrigin: undefined,
    signature: undefined,
    id: undefined,
    time: undefined,
    userId: undefined,
    subprotocol: undefined,
    connectionState: undefined,
    contentType: undefined,
    physicalConnectionId: undefined,
    sessionId: undefined,
    metadata: undefined,
  };
}

function emptyRecord(): Record<string, string> {
  return Object.create(null) as Record<string, string>;
}

function addOnce(lines: Lines, member: Member, value: string): void {
  const earlier = lines[member];
  if (earlier === undefined) lines[member] = value;
  else if (member === 'signature') lines.signature = `${earlier},${value}`;
  else throw createError('WPS_HEADER_REPEATED', { header: headerNames[member] });
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
