import { createError, WebPubSubError } from '../errors.js';
import type { FunctionDefinition } from '../metadata/definition.js';
import { describeEvent } from '../metadata/duplicates.js';
import { defaultConnection } from '../metadata/service-bindings.js';
import { isBlocking } from '../protocol/event-type.js';
import { sameHub } from '../protocol/names.js';
import { decodeEvent } from './decode-event.js';
import { encodeEvent, encodeFailure } from './encode-event.js';
import { isMqtt, readRawEventHead } from './event-head.js';
import type { FunctionIndex } from './function-index.js';
import { misspeltRefusal } from './foreign-answer.js';
import { insteadOf } from './instead-of.js';
import { unsentOutput } from './unsent-output.js';
import type { EventHead } from './event-head.js';
import { EventSources } from './event-sources.js';
import type { InvocationHost } from './host.js';
import type { Invocation } from './invocation.js';
import type { InvocationContext } from './invocation-context.js';
import { bounded, bytesOf, rawHeadersOf } from './request.js';
import type { HostRequest, HostResponse } from './request.js';
import { runFunction } from './run-function.js';
import { answerAbuseProtection } from './service-request.js';

/**
 * The journey of one event, request in and response out: read, find, verify, then decode, run (use, bind, invoke, flush) and encode.
 * `pathHub` is the hub in the request's path, where the path has one. Never rejects.
 */
export async function answerEvent(
  request: HostRequest,
  pathHub: string | undefined,
  host: InvocationHost,
): Promise<HostResponse> {
  try {
    if (request.method === 'OPTIONS') {
      return answerAbuseProtection({ headers: request.headers, verifier: host.verifier('all') });
    }
    if (request.method !== 'POST') return refuseMethod(request.method);
    const rawHeaders = rawHeadersOf(request);
    const head = readRawEventHead(rawHeaders);
    const found = host.index.find({
      hub: head.hub,
      eventType: head.eventType,
      eventName: head.eventName,
      mqtt: isMqtt(head),
    });
    // A signature is judged at once; only a token is waited for.
    const checking = verify(request, head, found, host);
    if (checking !== undefined) await checking;
    return await answerVerified(request, head, requireFunction(found, head, pathHub, host.index), host);
  } catch (error) {
    host.onThrown?.(error);
    if (error instanceof WebPubSubError) host.reporter.refused(error, error.message);
    else host.reporter.failed(error, { function: 'events' });
    return encodeFailure(error);
  }
}

function refuseMethod(method: string): HostResponse {
  const answer = encodeFailure(createError('WPS_METHOD_NOT_ALLOWED', { method }));
  return { ...answer, headers: { ...answer.headers, allow: 'OPTIONS, POST' } };
}

// Before this nothing may tell which functions exist, so an event without one is verified against every service.
function verify(
  request: HostRequest,
  head: EventHead,
  found: FunctionDefinition | undefined,
  host: InvocationHost,
): Promise<void> | undefined {
  const connections = found?.trigger.kind === 'event' ? found.trigger.connections : 'all';
  return host.verifier(connections)?.verify(head, request);
}

function requireFunction(
  found: FunctionDefinition | undefined,
  head: EventHead,
  pathHub: string | undefined,
  index: FunctionIndex,
): FunctionDefinition {
  const elsewhere = pathHub !== undefined && !sameHub(pathHub, head.hub);
  if (found !== undefined && !elsewhere) return found;
  const event = describeEvent(head);
  if (elsewhere)
    throw createError('WPS_FUNCTION_NOT_FOUND', {
      event: `${event} at the path of hub ${pathHub}`,
      instead: 'The path of an event names its hub.',
    });
  throw createError('WPS_FUNCTION_NOT_FOUND', { event, instead: insteadOf(head, index.triggers) });
}

async function answerVerified(
  request: HostRequest,
  head: EventHead,
  definition: FunctionDefinition,
  host: InvocationHost,
): Promise<HostResponse> {
  const { hub, connectionId, id, eventType, eventName } = head;
  const blocking = isBlocking(eventType, eventName.toLowerCase());
  const connecting = blocking && eventType === 'system';
  const details = { function: definition.name, connectionId, eventId: id };
  const invocation = host.begin({
    details,
    where: definition.where,
    connectingId: connecting ? connectionId : undefined,
    server: (name, signal) => host.services.server(connectionOf(definition), name === '' ? hub : name, signal),
  });
  try {
    const { context, returned } = await invocation.run(() => runEvent(request, head, definition, invocation, host));
    const { where } = definition;
    const unsent =
      definition.returned === undefined ? unsentOutput(where, returned, { isBlocking: blocking }) : undefined;
    // connect refuses it.
    if (unsent !== undefined && !connecting) host.reporter.noticed(unsent);
    const misspelt = eventType === 'user' ? misspeltRefusal(where, returned) : undefined;
    if (misspelt !== undefined) host.reporter.noticed(misspelt);
    const { limits, statesEncoding } = host;
    return blocking
      ? encodeEvent(context, returned, { where, statesLimit: limits.statesLimit, statesEncoding })
      : { status: 200, headers: {} };
  } catch (error) {
    host.onThrown?.(error);
    host.reporter.failed(error, { ...details, context: invocation.context });
    // A notification is not answered: what matters to the service is that it arrived. A body that never was one did not.
    return blocking || invocation.context === undefined
      ? encodeFailure(error, invocation.context)
      : { status: 200, headers: {} };
  }
}

async function runEvent(
  request: HostRequest,
  head: EventHead,
  definition: FunctionDefinition,
  invocation: Invocation,
  host: InvocationHost,
): Promise<{ context: InvocationContext; returned: unknown }> {
  const { bodyLimit } = host.limits;
  const body = bounded(await bytesOf(request, bodyLimit), bodyLimit);
  const context = decodeEvent({
    head,
    rawHeaders: rawHeadersOf(request),
    body,
    runtime: invocation,
    clock: invocation.clock,
    statesEncoding: host.statesEncoding,
  });
  invocation.context = context;
  const sources = new EventSources(context, invocation, host.services, definition.name);
  return { context, returned: await runFunction(definition, sources, host) };
}

/** The connection of the service that an event came from, for calls back to it: the first the trigger names, else the default one. */
function connectionOf({ trigger }: FunctionDefinition): string {
  return (trigger.kind === 'event' ? trigger.connections[0] : undefined) ?? defaultConnection;
}
