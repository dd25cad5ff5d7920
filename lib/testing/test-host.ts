import type { VirtualClock } from '../emulator/virtual-clock.js';
import type { FunctionInfo } from '../host/host.js';
import { describeValue } from '../metadata/options.js';
import { decodeConnectionState } from '../protocol/connection-state.js';
import type { SystemEventName } from '../protocol/event-type.js';
import { headerNames } from '../protocol/header-names.js';
import { bodyOf } from './event-bodies.js';
import { clientOf, headersOfEvent } from './event-request.js';
import { FakeService } from './fake-service.js';
import { holding } from './hold.js';
import type { TestSender } from './judge-client.js';
import { judge, refusal, requireObject } from './judge.js';
import { clockRule } from './judge-app.js';
import { judgeTestEvent } from './judge-event.js';
import { ObservedHost, testKey } from './observed-host.js';
import type { LoggedLine } from './recording-log.js';
import { refusalIn } from './refused-connect.js';
import { TestAnswer } from './test-answer.js';
import { senderOf, TestConnections } from './test-connections.js';
import type {
  AnyEvent,
  TestConnect,
  TestDisconnected,
  TestEvent,
  TestHostOptions,
  TestUserEvent,
  Which,
} from './test-events.js';
import { httpRequest } from './test-requests.js';
import type { TestRequest } from './test-requests.js';

/**
 * The functions of an app without sockets, clients or a service: events and requests go the whole way of production, from their headers
 * through middleware, bindings and the function to outputs and answer, except that nobody asks for a signature.
 */
export class TestHost {
  /** The service behind the functions: its connections, groups and permissions. */
  readonly service: FakeService;
  readonly #host: ObservedHost;
  readonly #connections = new TestConnections();

  constructor({ clock, service = serviceWith(clock), ...options }: TestHostOptions = {}) {
    judgeClock(clock, service);
    this.service = service;
    this.#host = new ObservedHost(options, service);
  }

  /** The time of host and service: of deadlines, pauses, tokens and events. */
  get clock(): VirtualClock {
    return this.service.clock;
  }

  /** The functions that were found, in the order of the controllers. */
  get functions(): readonly FunctionInfo[] {
    return this.#host.host.functions;
  }

  /** Every line that was logged so far; the lines of one event are in its answer. Warnings go to stderr as well, or to the `log` that was given. */
  get lines(): readonly LoggedLine[] {
    return this.#host.lines;
  }

  /** A client asks to connect; with `mqtt` one that speaks MQTT. Where it is accepted, the service has the connection, with what the answer says of it. */
  connect<TBody = unknown, TData = unknown>(hub: string, event: TestConnect = {}): Promise<TestAnswer<TBody, TData>> {
    return this.#event(system('connect', hub), event);
  }

  /** A client is connected. */
  connected(hub: string, event: TestEvent = {}): Promise<TestAnswer> {
    return this.#event(system('connected', hub), event);
  }

  /** A client sends something. */
  userEvent<TBody = unknown, TData = unknown>(
    hub: string,
    eventName: string,
    event: TestUserEvent = {},
  ): Promise<TestAnswer<TBody, TData>> {
    const where = `userEvent("${hub}", "${eventName}")`;
    return this.#event({ where, hub, eventType: 'user', eventName }, event);
  }

  /** A connection has ended: the service has it no more. */
  disconnected(hub: string, event: TestDisconnected = {}): Promise<TestAnswer> {
    return this.#event(system('disconnected', hub), event);
  }

  /** A connection has joined a group: the service has it there. */
  groupJoined(hub: string, group: string, event: TestEvent = {}): Promise<TestAnswer> {
    const where = `groupJoined("${hub}", "${group}")`;
    return this.#event({ where, hub, eventType: 'group', eventName: 'joined' }, { ...event, group });
  }

  /** A connection has left a group. */
  groupLeft(hub: string, group: string, event: TestEvent = {}): Promise<TestAnswer> {
    const where = `groupLeft("${hub}", "${group}")`;
    return this.#event({ where, hub, eventType: 'group', eventName: 'left' }, { ...event, group });
  }

  /**
   * A request for an HTTP function: its name, the name of its method, or its route without the first slash.
   * @throws ConfigurationError naming the functions there are, or the methods of this one.
   */
  async http<TBody = unknown, TData = unknown>(
    name: string,
    request: TestRequest = {},
  ): Promise<TestAnswer<TBody, TData>> {
    const sent = httpRequest(this.functions, name, request);
    const { response, observed } = await this.#host.handle(sent);
    // As every server has it: HEAD is answered without a body.
    return new TestAnswer(sent.method === 'HEAD' ? { ...response, body: '' } : response, observed);
  }

  /** Waits for the `waitUntil` work of what was sent so far, and for what that work left itself; rejects with the first failure. */
  settled(): Promise<void> {
    return this.#host.settled();
  }

  /** Waits for what is under way, `waitUntil` work included, and ends the host. One with nothing under way holds nothing, and may be left. */
  close(): Promise<void> {
    return holding(() => this.#host.host.close());
  }

  /** The same, for `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #event<TBody, TData>(which: Which, event: AnyEvent): Promise<TestAnswer<TBody, TData>> {
    const { hub, where } = which;
    const kind = judgeTestEvent(which, event);
    const { connectionId = 'connection1' } = event;
    const content = bodyOf(where, kind, event);
    // Who connects is new, also under the id of an earlier one.
    if (kind === 'connect') this.#forget(hub, connectionId);
    const known = this.#connections.of(hub, connectionId);
    const sender = senderOf(event, known);
    const warning = this.#warningOf(which, connectionId);
    if (kind === 'disconnected') this.service.disconnect(hub, connectionId);
    // A test of one event need not tell how its connection came to be.
    else if (kind !== 'connect' && !this.service.has(hub, connectionId))
      this.service.connect(hub, { connectionId, userId: sender.userId });
    const { eventType, eventName } = which;
    const { metadata, headers, group = '' } = event;
    // service: it tells of what has happened already.
    if (kind === 'presence') {
      const name = eventName === 'joined' ? 'addConnectionToGroup' : 'removeConnectionFromGroup';
      await this.service.perform(hub)({ name, group, connectionId });
    }
    const client = clientOf(sender, kind);
    const told = { hub, eventType, eventName, eventId: known.events++, client, state: known.state, ...content };
    const lines = headersOfEvent({ ...told, metadata, headers }, testOrigin, new Date(this.clock.now()));
    const request = { method: 'POST', url: this.#host.host.eventHandlerPath(hub), headers: Object.entries(lines) };
    const { response, observed } = await this.#host.handle({ ...request, body: content.body }, warning);
    const state = response.headers[headerNames.connectionState];
    if (typeof state === 'string') known.state = state;
    const answer = new TestAnswer<TBody, TData>(response, observed, decodeConnectionState(known.state));
    if (kind === 'connect') this.#decided(hub, sender, event, answer);
    if (kind === 'disconnected') this.#connections.forget(hub, connectionId);
    return answer;
  }

  /** What a test is told that goes on with a connection which `connect` has refused, as no service would. */
  #warningOf({ where, hub }: Which, connectionId: string): string | undefined {
    const words = this.#connections.takeRefusal(hub, connectionId);
    if (words === undefined || this.service.has(hub, connectionId)) return undefined;
    return `${where}: connection "${connectionId}" was refused by connect (${words}), so the service would send no event of it.`;
  }

  #forget(hub: string, connectionId: string): void {
    this.service.disconnect(hub, connectionId);
    this.#connections.forget(hub, connectionId);
  }

  /** What `connect` was answered with counts from now on, over what the client said. */
  #decided(
    hub: string,
    sender: TestSender,
    event: AnyEvent,
    answer: Pick<TestAnswer, 'status' | 'body' | 'error'>,
  ): void {
    const { connectionId = 'connection1' } = sender;
    const { status, body } = answer;
    if (status < 200 || status > 299) {
      this.#connections.forget(hub, connectionId);
      const refusal = refusalIn(answer);
      if (refusal !== undefined) this.#connections.refused(hub, connectionId, refusal);
      return;
    }
    const { userId = sender.userId, subprotocol, groups = [], roles = [] } = (body ?? {}) as Accepted;
    const known = this.#connections.of(hub, connectionId);
    known.userId = userId;
    // service: where one was offered and none is chosen, it is that one.
    const offered = event.subprotocols?.length === 1 ? event.subprotocols[0] : undefined;
    known.subprotocol = subprotocol ?? sender.subprotocol ?? offered;
    this.service.connect(hub, { connectionId, userId, groups, roles });
  }
}

/**
 * Makes a {@link TestHost}.
 * @throws ConfigurationError as `bootstrap` does.
 *
 * @example
 * const host = createTestHost({ controllers: [Chat] });
 * const { body, outputs } = (await host.userEvent('chathub', 'message', { userId: 'ann', data: 'hi' })).orThrow();
 */
export function createTestHost(options: TestHostOptions = {}): TestHost {
  requireObject('createTestHost', options);
  const { service } = options;
  if (service !== undefined && !(service instanceof FakeService))
    throw refusal('createTestHost', `${describeValue(service)} as "service"`, 'Give it a FakeService.');
  return new TestHost(options);
}

const testOrigin = { hostname: 'localhost', accessKeys: [testKey] };

/** What an answer to `connect` may say. */
type Accepted = Partial<
  Readonly<Record<'userId' | 'subprotocol', string>> & Readonly<Record<'groups' | 'roles', readonly string[]>>
>;

function serviceWith(clock: VirtualClock | undefined): FakeService {
  judge('createTestHost', { clock }, { clock: clockRule });
  return new FakeService(clock && { clock });
}

function judgeClock(clock: VirtualClock | undefined, service: FakeService): void {
  if (clock === undefined || service.clock === clock) return;
  throw refusal('createTestHost', 'a service with another clock', 'Give the clock to it: new FakeService({ clock }).');
}

function system(eventName: SystemEventName, hub: string): Which {
  return { where: `${eventName}("${hub}")`, hub, eventType: 'system', eventName };
}
