import { systemClock } from '../clock.js';
import type { Clock } from '../clock.js';
import { createError } from '../errors.js';
import { decodeConnectionState } from '../protocol/connection-state.js';
import type { ConnectionStates, StateEncoding } from '../protocol/connection-state.js';
import type { DataType } from '../protocol/data-type.js';
import { headerNames } from '../protocol/header-names.js';
import type { UserEventContextInit } from './contexts/user-event-context.js';
import type { EventHead } from './event-head.js';
import type { InvocationContextInit } from './invocation-context.js';
import { headersOfRaw } from './request.js';
import type { InvocationRuntime } from './runtime.js';

/** All that a context is made of. */
export interface EventParts {
  readonly head: EventHead;
  /** Headers of the event request, as Node has them: a name, its value, the next name. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  readonly runtime: InvocationRuntime;
  /** The time of an event that does not say its own. Default: that of the machine. */
  readonly clock?: Clock;
  /** How whoever else writes the states encodes their values. Default `json`. */
  readonly statesEncoding?: StateEncoding | undefined;
}

/** What every event tells. What takes time to make and most functions do not read is made when the context is asked for it. */
export class EventInit implements InvocationContextInit {
  readonly hub: string;
  readonly connectionId: string;
  readonly userId: string | undefined;
  readonly subprotocol: string | undefined;
  readonly physicalConnectionId: string | undefined;
  readonly sessionId: string | undefined;
  readonly origin: string;
  readonly signature: string | undefined;
  readonly id: string;
  readonly states: ConnectionStates;
  readonly runtime: InvocationRuntime;
  readonly #rawHeaders: readonly string[];
  readonly #time: string | undefined;
  readonly #received: number;

  /** @throws RequestError (400) for states that are nested too deep. */
  constructor({ head, rawHeaders, runtime, clock = systemClock, statesEncoding }: EventParts) {
    this.hub = head.hub;
    this.connectionId = head.connectionId;
    this.userId = head.userId;
    this.subprotocol = head.subprotocol;
    this.physicalConnectionId = head.physicalConnectionId;
    this.sessionId = head.sessionId;
    this.origin = head.origin;
    this.signature = head.signature;
    this.id = head.id ?? '0';
    this.states = statesOf(head.connectionState, statesEncoding);
    this.runtime = runtime;
    this.#rawHeaders = rawHeaders;
    this.#time = head.time;
    this.#received = clock.now();
  }

  get eventHeaders(): Readonly<Record<string, string>> {
    return headersOfRaw(this.#rawHeaders);
  }

  get time(): Date {
    const time = new Date(this.#time ?? '');
    return Number.isNaN(time.getTime()) ? new Date(this.#received) : time;
  }
}

/** What a client's own event tells beside that. */
export class UserEventInit extends EventInit implements UserEventContextInit {
  readonly eventName: string;
  readonly data: UserEventContextInit['data'];
  readonly dataType: DataType;
  readonly payload: Buffer;
  readonly metadata: Readonly<Record<string, string>>;

  /** @throws RequestError (400) for states that are nested too deep, and what `decode` throws. */
  constructor(parts: EventParts, dataType: DataType, decode: (body: Buffer) => UserEventContextInit['data']) {
    super(parts);
    this.eventName = parts.head.eventName;
    this.data = decode(parts.body);
    this.dataType = dataType;
    this.payload = parts.body;
    this.metadata = parts.head.metadata;
  }
}

function statesOf(header: string | undefined, encoding: StateEncoding | undefined): ConnectionStates {
  const states = decodeConnectionState(header, encoding);
  if (states === undefined) throw createError('WPS_HEADER_INVALID', { header: headerNames.connectionState });
  return states;
}
