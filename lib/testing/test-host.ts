import { AsyncLocalStorage } from 'node:async_hooks';
import type { VirtualClock } from '../emulator/virtual-clock.js';
import { createHost } from '../host/host.js';
import type { FunctionInfo, Host, HostOptions, HostRequest, HostResponse } from '../host/host.js';
import { silentLogger } from '../invocation/logger.js';
import type { ConnectContextInit } from '../invocation/contexts/connect-context.js';
import { decodeConnectionState } from '../protocol/connection-state.js';
import type { ConnectionStates } from '../protocol/connection-state.js';
import type { EventType } from '../protocol/event-type.js';
import { headerNames } from '../protocol/header-names.js';
import type { Operation, Perform } from '../protocol/operations.js';
import { FakeService } from './fake-service.js';
import { isQuestion, readBody, toOutput } from './test-answer.js';
import type { TestAnswer, TestOutput } from './test-answer.js';
import { withConnection } from './test-settings.js';
import { contentOf, eventRequest, httpRequest } from './test-requests.js';
import type { Content, TestEvent, TestRequest } from './test-requests.js';

/** The options of `bootstrap`, and the service to test against. */
export interface TestHostOptions extends HostOptions {
  /** Default: one of its own. */
  readonly service?: FakeService;
}

/** What `connect` tells beside every event. */
export type TestConnect = TestEvent &
  Partial<Pick<ConnectContextInit, 'claims' | 'query' | 'subprotocols' | 'clientCertificates'>> & {
    /** Headers of the client's handshake. */
    readonly clientHeaders?: ConnectContextInit['headers'];
  };

/** What a user event tells beside every event. */
export interface TestUserEvent extends TestEvent {
  /** A string is text, bytes are binary, any other value is JSON, unless `dataType` says another. */
  readonly data?: unknown;
  readonly dataType?: 'text' | 'json' | 'binary';
  readonly metadata?: Readonly<Record<string, string>>;
}

/** What an event tells, and which it is. */
interface Told {
  readonly eventType: EventType;
  readonly eventName: string;
  readonly content: Content;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

const system = (eventName: string) => ({ eventType: 'system', eventName }) as const;

interface Observed {
  readonly outputs: TestOutput[];
  error: unknown;
}

/** The key of nothing: no request leaves a test. */
const connectionString = 'Endpoint=http://localhost;AccessKey=a-key-for-tests;Version=1.0;';

/**
 * The functions of an app without sockets, clients or a service: events and requests go the whole way of production, from their headers
 * through middleware, bindings and the function to outputs and answer, except that nobody asks for a signature.
 */
export class TestHost {
  readonly service: FakeService;
  readonly #host: Host;
  readonly #observed = new AsyncLocalStorage<Observed>();
  readonly #states = new Map<string, string>();
  #events = 0;

  constructor({ service = new FakeService(), onError, ...options }: TestHostOptions = {}) {
    this.service = service;
    const { host } = createHost(
      {
        ...{ log: silentLogger, verify: false },
        ...options,
        settings: withConnection(options.settings, connectionString),
        onError: (error, context) => {
          const observed = this.#observed.getStore();
          if (observed !== undefined) observed.error ??= error;
          onError?.(error, context);
        },
      },
      { perform: (_, hub) => this.#perform(hub), clock: service.clock },
    );
    this.#host = host;
  }

  /** The time of host and service: of deadlines, pauses, tokens and events. */
  get clock(): VirtualClock {
    return this.service.clock;
  }

  get functions(): readonly FunctionInfo[] {
    return this.#host.functions;
  }

  /** A client asks to connect. Where it is accepted, the service has the connection, with what the answer says of it. */
  async connect(hub: string, event: TestConnect = {}): Promise<TestAnswer> {
    const { claims = {}, query = {}, subprotocols = [], clientCertificates = [], clientHeaders = {} } = event;
    const told = { claims, query, headers: clientHeaders, subprotocols, clientCertificates };
    const answer = await this.#event(hub, event, { ...system('connect'), content: contentOf(told) });
    if (answer.status >= 200 && answer.status < 300) this.#open(hub, event, answer.body);
    return answer;
  }

  connected(hub: string, event: TestEvent = {}): Promise<TestAnswer> {
    return this.#event(hub, event, { ...system('connected'), content: contentOf({}) });
  }

  /** A client sends something. */
  userEvent(hub: string, eventName: string, event: TestUserEvent = {}): Promise<TestAnswer> {
    const { data = '', dataType, metadata } = event;
    return this.#event(hub, event, { eventType: 'user', eventName, content: contentOf(data, dataType), metadata });
  }

  /** A connection has ended: the service has it no more. */
  disconnected(
    hub: string,
    { reason = '', ...event }: TestEvent & { readonly reason?: string } = {},
  ): Promise<TestAnswer> {
    this.service.disconnect(hub, idOf(event));
    return this.#event(hub, event, { ...system('disconnected'), content: contentOf({ reason }) });
  }

  groupJoined(hub: string, group: string, event: TestEvent = {}): Promise<TestAnswer> {
    return this.#event(hub, event, { eventType: 'group', eventName: 'joined', content: contentOf({ group }) });
  }

  groupLeft(hub: string, group: string, event: TestEvent = {}): Promise<TestAnswer> {
    return this.#event(hub, event, { eventType: 'group', eventName: 'left', content: contentOf({ group }) });
  }

  /**
   * A request for an HTTP function: its name, the name of its method, or its route without the first slash.
   * @throws Error naming the functions there are.
   */
  async http(name: string, request: TestRequest = {}): Promise<TestAnswer> {
    const found = this.functions.find((one) => one.kind === 'http' && namesOf(one).includes(name));
    if (found?.kind !== 'http')
      throw new Error(`There is no HTTP function "${name}". There are: ${this.#httpNames()}.`);
    const path = found.route.replace(/\{(\w+)\}/g, (_, key: string) =>
      encodeURIComponent(request.params?.[key] ?? key),
    );
    const method = (request.method ?? found.methods[0] ?? 'GET').toUpperCase();
    return this.#handle(httpRequest(found.name, path, { ...request, method }), () => ({}));
  }

  /** Waits for what is under way, `waitUntil` work included, and ends the host. One with nothing under way holds nothing, and may be left. */
  close(): Promise<void> {
    return this.#host.close();
  }

  /** The same, for `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #event(hub: string, event: TestEvent, told: Told): Promise<TestAnswer> {
    const { eventType, eventName, content, metadata } = told;
    const [isFirst, isLast] = ['connect', 'disconnected'].map((name) => eventType === 'system' && eventName === name);
    const connectionId = idOf(event);
    const key = JSON.stringify([hub.toLowerCase(), connectionId]);
    // A test of one event need not tell how its connection came to be.
    if (!isFirst && !isLast && !this.service.has(hub, connectionId)) this.#open(hub, event);
    const request = eventRequest({
      ...{ path: this.#host.eventHandlerPath(hub), hub, eventType, eventName, event: { ...event, connectionId } },
      ...{
        id: (this.#events += 1),
        time: new Date(this.clock.now()),
        state: this.#states.get(key),
        ...content,
        ...(metadata && { metadata }),
      },
    });
    return this.#handle(request, ({ headers }) => {
      const state = headers[headerNames.connectionState];
      if (typeof state === 'string') this.#states.set(key, state);
      const states = decodeConnectionState(this.#states.get(key)) ?? {};
      if (isLast) this.#states.delete(key);
      return states;
    });
  }

  async #handle(request: HostRequest, statesAfter: (response: HostResponse) => ConnectionStates): Promise<TestAnswer> {
    const observed: Observed = { outputs: [], error: undefined };
    const response = await this.#observed.run(observed, () => this.#host.handle(request));
    const { status, headers } = response;
    const { outputs, error } = observed;
    return { status, headers, body: readBody(response), outputs, states: statesAfter(response), error };
  }

  #open(hub: string, event: TestEvent, answer: unknown = {}): void {
    const { userId = event.userId, groups = [], roles = [] } = (answer ?? {}) as Partial<Accepted>;
    this.service.connect(hub, { connectionId: idOf(event), userId, groups, roles });
  }

  #perform(hub: string): Perform {
    const perform = this.service.perform(hub);
    return async (operation, options) => {
      // A question asks and changes nothing; what a test compares is what was done.
      if (!isQuestion(operation.name))
        this.#observed.getStore()?.outputs.push(toOutput(hub, operation as unknown as Operation));
      return perform(operation, options);
    };
  }

  #httpNames(): string {
    return this.functions.flatMap((one) => (one.kind === 'http' ? [one.name] : [])).join(', ') || 'none';
  }
}

/**
 * Makes a {@link TestHost}.
 * @throws ConfigurationError as `bootstrap` does.
 *
 * @example
 * const host = createTestHost({ controllers: [Chat] });
 * const { body, outputs } = await host.userEvent('chathub', 'message', { userId: 'ann', data: 'hi' });
 */
export function createTestHost(options: TestHostOptions = {}): TestHost {
  return new TestHost(options);
}

interface Accepted {
  readonly userId: string;
  readonly groups: readonly string[];
  readonly roles: readonly string[];
}

function idOf({ connectionId = 'connection1' }: TestEvent): string {
  return connectionId;
}

function namesOf({ name, route }: Extract<FunctionInfo, { readonly kind: 'http' }>): readonly string[] {
  return [name, name.split('.').at(-1) ?? name, route.slice(1)];
}
