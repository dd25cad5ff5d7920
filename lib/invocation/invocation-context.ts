import { inspect } from 'node:util';
import { createError } from '../errors.js';
import type { WebPubSubServer } from '../outputs/web-pubsub-server.js';
import type { ConnectionStates } from '../protocol/connection-state.js';
import type { EventType } from '../protocol/event-type.js';
import type { AnswerMember, EventAnswer } from './event-answer.js';
import { bindingDataOf } from './binding-data.js';
import { detachedRuntime } from './runtime.js';
import { requireStarted } from './started-work.js';
import type { InvocationRuntime } from './runtime.js';
import type { Logger } from './logger.js';

/** What every event tells; a test gives what it needs. */
export interface InvocationContextInit<TState = ConnectionStates> {
  readonly hub: string;
  readonly connectionId: string;
  /** Absent for an anonymous client. */
  readonly userId?: string | undefined;
  readonly subprotocol?: string | undefined;
  /** Of an MQTT client: the network connection under its session. */
  readonly physicalConnectionId?: string | undefined;
  /** Of an MQTT client, from `connected` on. */
  readonly sessionId?: string | undefined;
  /** The state of the connection as earlier answers left it. Default: empty. */
  readonly states?: TState;
  /** Headers of the event request, names in lower case. */
  readonly eventHeaders?: Readonly<Record<string, string>>;
  /** Host of the service that sent the event. */
  readonly origin?: string;
  /** `ce-signature`, as it came. */
  readonly signature?: string | undefined;
  /** `ce-id`: with `connectionId` it tells a repeated event. Default `'0'`. */
  readonly id?: string;
  /** Default: now. */
  readonly time?: Date;
  /** What the host lends to the context; a test may leave it out. */
  readonly runtime?: InvocationRuntime;
}

const noAnswer: EventAnswer = Object.freeze({});

/**
 * One run of a function that a service event started. Every event has a context class of its own below this one.
 *
 * The members of an answer (`statusCode`, `roles`, `groups`, and setting `userId`, `subprotocol`, `states`) are those of the seed: what is
 * set on the context is the answer, unless the function returns one. Setting a member that the event's answer does not have throws.
 */
export abstract class InvocationContext<TState = ConnectionStates> {
  /** `system`, `user` or `group`. */
  abstract readonly eventType: EventType;
  /** `connect`, `connected`, `disconnected`, `joined`, `left`, or the client's name for a user event. */
  abstract readonly eventName: string;

  /** The hub of the connection. */
  readonly hub: string;
  /** The connection that the event is about. */
  readonly connectionId: string;
  /** The network connection under an MQTT client's session; undefined for other clients. */
  readonly physicalConnectionId: string | undefined;
  /** The session of an MQTT client, from `connected` on; undefined for other clients. */
  readonly sessionId: string | undefined;
  /** Host of the service that sent the event. */
  readonly origin: string;
  /** `ce-signature`, as it came. It proves the connection id alone: see docs/security.md. */
  readonly signature: string | undefined;
  /** Number of the event within its connection. A repeated delivery has the same one. */
  readonly id: string;
  readonly #init: InvocationContextInit<TState>;
  readonly #statesBefore: string;
  #states: TState;
  #answer: EventAnswer = noAnswer;
  #eventHeaders: Readonly<Record<string, string>> | undefined;
  #time: Date | undefined;
  #bindingData: Readonly<Record<string, unknown>> | undefined;

  constructor(init: InvocationContextInit<TState>) {
    this.hub = init.hub;
    this.connectionId = init.connectionId;
    this.physicalConnectionId = init.physicalConnectionId;
    this.sessionId = init.sessionId;
    this.origin = init.origin ?? '';
    this.signature = init.signature;
    this.id = init.id ?? '0';
    // Where nobody says one, it is the time at which the context is made.
    if (!('time' in init)) this.#time = new Date();
    this.#init = init;
    const states = { ...init.states } as TState;
    this.#statesBefore = JSON.stringify(states);
    // A change that could never reach the service must not look as if it did.
    this.#states = this.answerMembers.includes('states') ? states : Object.freeze(states);
  }

  /** The members an answer to this event may have; none for a notification. */
  protected get answerMembers(): readonly AnswerMember[] {
    return [];
  }

  /** What this event adds to {@link bindingData}. */
  protected bindingParts(): Record<string, unknown> {
    return {};
  }

  /** Headers of the event request, names in lower case. */
  get eventHeaders(): Readonly<Record<string, string>> {
    // Most functions read neither these nor the time, so what comes from a request makes them when it is asked.
    this.#eventHeaders ??= this.#init.eventHeaders ?? {};
    return this.#eventHeaders;
  }

  /** When the service sent the event (`ce-time`). */
  get time(): Date {
    this.#time ??= this.#init.time ?? new Date();
    return this.#time;
  }

  /** The event's name, in the word of the seed. */
  get event(): string {
    return this.eventName;
  }

  /** The user of the connection; undefined for an anonymous client. */
  get userId(): string | undefined {
    return this.#answer.userId ?? this.#init.userId;
  }
  set userId(value: string | undefined) {
    this.#set('userId', value);
  }

  /** The WebSocket subprotocol of the connection; in `connect`, the one that the answer chooses. */
  get subprotocol(): string | undefined {
    return this.#answer.subprotocol ?? this.#init.subprotocol;
  }
  set subprotocol(value: string | undefined) {
    this.#set('subprotocol', value);
  }

  /** The HTTP status of the answer: 400 to 599 refuses, 200 and 204 accept. */
  get statusCode(): number | undefined {
    return this.#answer.statusCode;
  }
  set statusCode(value: number | undefined) {
    if (value !== undefined && !isAnswerStatus(value)) {
      throw createError('WPS_STATUS_INVALID', { value: String(value) });
    }
    this.#set('statusCode', value);
  }

  /** Roles that the answer grants, for example `webpubsub.sendToGroup.room1`. */
  get roles(): readonly string[] | undefined {
    return this.#answer.roles;
  }
  set roles(value: readonly string[] | undefined) {
    this.#set('roles', value);
  }

  /** Groups that the answer lets the connection join. */
  get groups(): readonly string[] | undefined {
    return this.#answer.groups;
  }
  set groups(value: readonly string[] | undefined) {
    this.#set('groups', value);
  }

  /**
   * The state of the connection. In `connect` and user events it may be changed in place or replaced; what it holds when the event is
   * accepted goes back to the service and comes with the next event.
   */
  get states(): TState {
    return this.#states;
  }
  set states(value: TState) {
    this.#refuse('states');
    this.#bindingData = this.bindingData;
    this.#states = value;
  }

  /** Everything the event tells by name, frozen; what binding expressions read. */
  get bindingData(): Readonly<Record<string, unknown>> {
    this.#bindingData ??= bindingDataOf(this, this.bindingParts());
    return this.#bindingData;
  }

  /** Aborted when the deadline of the invocation passes, and when the host closes. */
  get signal(): AbortSignal {
    return this.#runtime().signal;
  }

  /** Adds function, event id and connection id to every line. */
  get log(): Logger {
    return this.#runtime().log;
  }

  /**
   * Keeps the invocation's outputs open for work that goes on after the answer. A rejection reaches `onError`.
   * @throws InvocationError (`WPS_WORK_INVALID`) for a function: nobody would call it.
   */
  waitUntil(work: Promise<unknown>): void {
    requireStarted(work);
    this.#runtime().waitUntil(work);
  }

  /** Operations of the service on a hub, by default that of the event, each sent at once. */
  getWebPubSubServer(hub = this.hub): WebPubSubServer {
    return this.#runtime().server(hub);
  }

  /** What a log may show of a context: neither signature nor headers nor what the client sent. */
  toJSON(): Record<string, unknown> {
    const { eventType, eventName, hub, connectionId, userId, subprotocol, id, time } = this;
    return { eventType, eventName, hub, connectionId, userId, subprotocol, id, time };
  }

  /**
   * The same for `console.log` and `util.inspect`.
   * @internal
   */
  [inspect.custom](): string {
    return `${this.constructor.name} ${inspect(this.toJSON(), { customInspect: false })}`;
  }

  #runtime(): InvocationRuntime {
    return this.#init.runtime ?? detachedRuntime;
  }

  #set<K extends keyof EventAnswer>(member: K, value: EventAnswer[K]): void {
    this.#refuse(member);
    // What the event told stays what it told, whatever is answered.
    this.#bindingData = this.bindingData;
    this.#answer = { ...this.#answer, [member]: value };
  }

  #refuse(member: AnswerMember): void {
    if (this.answerMembers.includes(member)) return;
    throw createError('WPS_ANSWER_NOT_ALLOWED', { event: `${this.eventType} event "${this.eventName}"`, member });
  }

  /**
   * What was set on a context so far. For the step that encodes the answer.
   * @internal
   */
  static answerOf(context: InvocationContext<unknown>): Readonly<EventAnswer> {
    return context.#answer;
  }

  /**
   * The states that came with the event, as JSON. For the step that encodes the answer.
   * @internal
   */
  static statesBefore(context: InvocationContext<unknown>): string {
    return context.#statesBefore;
  }
}

function isAnswerStatus(value: number): boolean {
  return Number.isInteger(value) && ((value >= 400 && value <= 599) || value === 200 || value === 204);
}
