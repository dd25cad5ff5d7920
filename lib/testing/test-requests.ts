import type { HostRequest } from '../host/host.js';
import { toContent, toContentOf } from '../invocation/content.js';
import { formatEventType } from '../protocol/event-type.js';
import type { EventType } from '../protocol/event-type.js';
import { headerNames, metadataHeaderPrefix } from '../protocol/header-names.js';

/** What every event may say. */
export interface TestEvent {
  /** Default `connection1`. */
  readonly connectionId?: string;
  readonly userId?: string;
  readonly subprotocol?: string;
  /** Further headers of the event request. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** An HTTP request of a test. */
export interface TestRequest {
  /** Default: the function's first method. */
  readonly method?: string;
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  readonly params?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** A string is text, bytes are binary, any other value is JSON, unless `headers` say a content type. */
  readonly body?: unknown;
  /** What earlier middleware would have left in `ctx.state`. */
  readonly state?: unknown;
  readonly principal?: { readonly userId?: string };
}

/** What a request carries: its bytes, and how they are to be read. */
export interface Content {
  readonly body: string | Uint8Array;
  readonly contentType: string;
}

interface EventParts extends Content {
  readonly path: string;
  readonly hub: string;
  readonly eventType: EventType;
  readonly eventName: string;
  readonly event: TestEvent & { readonly connectionId: string };
  readonly id: number;
  readonly time: Date;
  /** `ce-connectionState`, as the last answer left it. */
  readonly state: string | undefined;
  readonly metadata?: Readonly<Record<string, string>>;
}

/** An event as the service posts it. Without a signature: whether it is genuine is not what a test of functions asks. */
export function eventRequest({
  path,
  hub,
  eventType,
  eventName,
  event,
  id,
  time,
  state,
  metadata = {},
  ...content
}: EventParts): HostRequest {
  const { connectionId, userId, subprotocol, headers } = event;
  const lines: Readonly<Record<string, string | undefined>> = {
    [headerNames.requestOrigin]: 'localhost',
    [headerNames.contentType]: content.contentType,
    [headerNames.type]: formatEventType(eventType, eventName),
    [headerNames.id]: String(id),
    [headerNames.time]: time.toISOString(),
    [headerNames.hub]: hub,
    [headerNames.connectionId]: connectionId,
    [headerNames.eventName]: eventName,
    [headerNames.userId]: userId,
    [headerNames.subprotocol]: subprotocol,
    [headerNames.connectionState]: state,
    ...Object.fromEntries(Object.entries(metadata).map(([name, value]) => [metadataHeaderPrefix + name, value])),
    ...headers,
  };
  return { method: 'POST', url: path, headers: pairsOf(lines), body: content.body };
}

/** A request for an HTTP function. */
export function httpRequest(
  functionName: string,
  path: string,
  request: TestRequest & { readonly method: string },
): HostRequest {
  const { method, query = {}, params = {}, headers = {}, body, state, principal } = request;
  const content = body === undefined ? undefined : contentOf(body);
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one])),
  );
  return {
    method,
    url: search.size === 0 ? path : `${path}?${search.toString()}`,
    headers: pairsOf({ ...(content && { [headerNames.contentType]: content.contentType }), ...headers }),
    ...(content && { body: content.body }),
    ...(state === undefined ? {} : { state }),
    ...(principal === undefined ? {} : { principal }),
    matched: { functionName, params },
  };
}

/**
 * A value as a request carries it.
 * @throws TypeError for what cannot be sent.
 */
export function contentOf(value: unknown, dataType?: string): Content {
  const content = dataType === undefined ? toContent(value) : toContentOf(dataType, value);
  if ('problem' in content) throw new TypeError(`The test was given ${content.problem}.`);
  return content;
}

function pairsOf(lines: Readonly<Record<string, string | undefined>>): HostRequest['headers'] {
  return Object.entries(lines).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
}
