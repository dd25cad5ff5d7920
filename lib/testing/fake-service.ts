import { Broker } from '../emulator/broker/broker.js';
import type { Connection } from '../emulator/broker/connection.js';
import { perform } from '../emulator/broker/perform.js';
import type { Refusal } from '../emulator/broker/refusals.js';
import { VirtualClock } from '../emulator/virtual-clock.js';
import type { MessageFrame } from '../protocol/frames.js';
import { rules } from '../metadata/options.js';
import type { OptionRules } from '../metadata/options.js';
import { operationRoutes } from '../protocol/operations.js';
import type { Perform } from '../protocol/operations.js';
import { hub as hubRule, name } from './event-rules.js';
import { clockRule } from './judge-app.js';
import { judge, refusal } from './judge.js';
import { readMessage } from './read-message.js';
import type { ReadMessage } from './read-message.js';

/** What a connection of a {@link FakeService} begins with. */
export interface FakeConnectionInit {
  /** Default: `fake1`, `fake2` and so on, so that none is the `connection1` that events have by default. */
  readonly connectionId?: string;
  readonly userId?: string | undefined;
  readonly groups?: readonly string[];
  /** For example `webpubsub.sendToGroup.room1`. */
  readonly roles?: readonly string[];
}

/** A message that a connection was sent. */
export type ReceivedMessage = ReadMessage & {
  readonly from: 'group' | 'server';
  readonly group?: string;
};

/** A connection as a test sees it. */
export interface FakeConnection {
  readonly id: string;
  readonly userId: string | undefined;
  /** What it was sent, in order. */
  readonly received: readonly ReceivedMessage[];
  /** The groups it is in, in the order it joined them. */
  readonly groups: readonly string[];
  /** Whether the app has closed it, or the test. */
  readonly isClosed: boolean;
}

/** The failure of an operation, as the service's SDK has it. */
export class FakeServiceError extends Error {
  override readonly name = 'RestError';
  /** The HTTP status that the service would answer. */
  readonly statusCode: number;
  /** The service's own code; undefined where the SDK knows none: for a question, which has no body, and for a wrong filter, whose body it does not read. */
  readonly code: string | undefined;

  /** @internal */
  constructor({ status, code, message, isProblem }: Refusal, { isQuestion }: { readonly isQuestion: boolean }) {
    super(message);
    this.statusCode = status;
    this.code = isQuestion || isProblem ? undefined : code;
  }
}

/**
 * The service in memory: its connections, groups and permissions answer truthfully, and nothing goes over a wire. It is the memory of the
 * emulator, not a second model of it.
 *
 * @example
 * const service = new FakeService();
 * const ann = service.connect('chathub', { userId: 'ann', groups: ['lobby'] });
 */
export class FakeService {
  /** The time of the service, and of the host that a test puts in front of it. */
  readonly clock: VirtualClock;
  readonly #broker: Broker;
  #count = 0;

  constructor(options: { readonly clock?: VirtualClock } = {}) {
    judge('new FakeService', options, { clock: clockRule });
    const { clock = new VirtualClock() } = options;
    this.clock = clock;
    this.#broker = new Broker({ clock });
  }

  /**
   * Opens a connection.
   * @throws ConfigurationError for what is no hub or no connection, and for an id that an open connection has: the service never gives one out twice.
   */
  connect(hub: string, init: FakeConnectionInit = {}): FakeConnection {
    // Plain JavaScript may leave it out.
    judge('FakeService.connect', { hub: (hub as string | undefined) ?? null }, { hub: hubRule });
    judge('FakeService.connect', init, connectionRules);
    const { connectionId = `fake${(this.#count += 1)}`, userId, groups = [], roles = [] } = init;
    if (this.has(hub, connectionId))
      throw refusal(
        'FakeService.connect',
        `the id "${connectionId}", which a connection of hub "${hub}" has`,
        'Give it another, or disconnect() that one first.',
      );
    const received: ReceivedMessage[] = [];
    const receiver = {
      deliver: (frame: { readonly type: string }) => {
        if (frame.type === 'message') received.push(readFrame(frame as MessageFrame));
      },
      close: () => undefined,
      abort: () => undefined,
    };
    const start = { id: connectionId, userId, groups, roles };
    return new OpenConnection(this.#broker.open(this.#broker.hub(hub), start, receiver), received);
  }

  /** Ends a connection as its client would; unknown ones are no matter. */
  disconnect(hub: string, connectionId: string): void {
    const connection = this.#broker.hub(hub).connection(connectionId);
    if (connection !== undefined) this.#broker.end(connection, '');
  }

  /** Whether a hub has a connection. */
  has(hub: string, connectionId: string): boolean {
    return this.#broker.hub(hub).connection(connectionId) !== undefined;
  }

  /**
   * Runs operations on a hub, as the service's REST interface does. Rejects with {@link FakeServiceError}.
   * @internal
   */
  perform(hub: string): Perform {
    return async (operation) => {
      const outcome = perform(this.#broker, this.#broker.hub(hub), operation);
      const isQuestion = operationRoutes[operation.name].question === true;
      if ('refusal' in outcome) throw new FakeServiceError(outcome.refusal, { isQuestion });
      return outcome.value;
    };
  }

  /** Forgets every connection. */
  reset(): void {
    this.#broker.clear();
    this.#count = 0;
  }
}

const connectionRules: OptionRules = {
  ...{ connectionId: name, userId: { accepts: (value) => typeof value === 'string', expected: 'a text' } },
  ...{ groups: rules.texts, roles: rules.texts },
};

class OpenConnection implements FakeConnection {
  readonly received: readonly ReceivedMessage[];
  readonly #connection: Connection;

  constructor(connection: Connection, received: readonly ReceivedMessage[]) {
    this.#connection = connection;
    this.received = received;
  }

  get id(): string {
    return this.#connection.id;
  }

  get userId(): string | undefined {
    return this.#connection.userId;
  }

  get groups(): readonly string[] {
    return [...this.#connection.groups];
  }

  get isClosed(): boolean {
    return this.#connection.isEnded;
  }
}

function readFrame({ from, group, message }: MessageFrame): ReceivedMessage {
  return { from, ...(group === undefined ? {} : { group }), ...readMessage(message) };
}
