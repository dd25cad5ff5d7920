import type { EventType, GroupEventName, SystemEventName } from '../../protocol/event-type.js';
import type { MessageContent } from '../../protocol/frames.js';
import type { Connection } from '../broker/connection.js';
import { CookieJar } from '../broker/cookie-jar.js';
import type { HubTable } from '../hub-table.js';
import type { EmulatorLog } from '../log.js';
import type { TappedConnection } from '../tap/entries.js';
import { silentObserver, type Observer } from '../tap/observer.js';
import { tappedEvent } from '../tap/tapped-event.js';
import {
  connectFailed,
  encodeConnectBody,
  readConnectAnswer,
  type ConnectAnswer,
  type ConnectRequest,
} from './connect-event.js';
import { failureOf, isRefusal, type Failure } from './answer-status.js';
import { systemContentType, userContentType, type UpstreamEvent } from './event.js';
import type { CalledOff, EventSender } from './event-sender.js';
import type { EventTarget } from './event-target.js';
import { EventWarnings } from './event-warnings.js';
import { chooseHandler, explainChoice, type Wanted } from './handler-choice.js';
import { Notifications } from './notifications.js';
import { readUserEventAnswer, type UserEventAnswer } from './user-event.js';

export interface UpstreamOptions {
  readonly hubs: HubTable;
  readonly sender: Pick<EventSender, 'send'>;
  readonly log: EmulatorLog;
  readonly observer?: Observer;
  /** Told of every event that failed, a no that the app means included. */
  readonly onFailed?: OnEventFailed | undefined;
}

export type OnEventFailed = (event: UpstreamEvent, failure: Failure) => void;

const tooMany: Failure = { problem: 'over 1000 notifications of its connection wait for the app' };
const connectEvent = { eventType: 'system', eventName: 'connect', eventId: 0 } as const;

/** Events from the service to the app: who gets which, and what the answers mean. */
export class Upstream {
  readonly #hubs: HubTable;
  readonly #sender: Pick<EventSender, 'send'>;
  readonly #log: EmulatorLog;
  #warnings: EventWarnings;
  readonly #observer: Observer;
  readonly #onFailed: OnEventFailed | undefined;
  readonly #notifications = new Notifications();

  constructor({ hubs, sender, log, observer = silentObserver, onFailed }: UpstreamOptions) {
    this.#hubs = hubs;
    this.#sender = sender;
    this.#log = log;
    this.#warnings = new EventWarnings(log);
    this.#observer = observer;
    this.#onFailed = onFailed;
  }

  /** Forgets what was warned of. */
  reset(): void {
    this.#warnings = new EventWarnings(this.#log);
  }

  /** Asks whether a client may connect; without a handler for `connect` its token alone decides. */
  async connect(hub: string, request: ConnectRequest, signal: AbortSignal): Promise<ConnectAnswer> {
    const { connectionId, userId } = request;
    const target = this.#targetOf({ hub, connectionId }, connectEvent);
    if (target === undefined) return { accepted: {} };
    const content = { contentType: systemContentType, body: encodeConnectBody(request) };
    const cookies = new CookieJar();
    const event = { hub, connectionId, ...connectEvent, userId, cookies, ...content };
    const delivered = await this.#sender.send(event, target, signal);
    if ('isCalledOff' in delivered) {
      this.#tellCalledOff(event);
      return { refused: connectFailed };
    }
    const answer = 'problem' in delivered ? delivered : readConnectAnswer(delivered.answer);
    this.#judge(event, 'refused' in answer ? failureOf(answer.refused.status) : problemIn(answer));
    if ('problem' in answer) return { refused: connectFailed };
    return 'refused' in answer ? answer : { accepted: { ...answer.accepted, cookies } };
  }

  /** Tells the app of a connection; nobody waits for it. */
  connected(connection: Connection): void {
    this.#notifySystem(connection, 'connected', '{}');
  }

  /** Tells the app that a connection ended; nobody waits for it. */
  disconnected(connection: Connection, reason: string): void {
    this.#notifySystem(connection, 'disconnected', JSON.stringify({ reason }));
  }

  /** Tells the app that a connection came into a group or went out of it; nobody waits for it. */
  moved(connection: Connection, group: string, name: GroupEventName): void {
    const { hub, id: connectionId } = connection;
    const target = this.#targetOf({ hub: hub.name, connectionId }, { eventType: 'group', eventName: name, group });
    // Where nobody is told no id is spent, so that ids are the same as without these events.
    if (target === undefined) return;
    const event = eventOf(connection, 'group', name, systemContentType, JSON.stringify({ group }));
    if (this.#notifications.hasRoom(connection)) this.#notify(connection, event, target);
    else this.#judge(event, tooMany);
  }

  /** Brings a message of a client to the app; a new state counts at once. */
  async userEvent(
    connection: Connection,
    eventName: string,
    message: MessageContent,
    signal: AbortSignal,
  ): Promise<UserEventAnswer | CalledOff> {
    const { data, metadata } = message;
    const event = { ...eventOf(connection, 'user', eventName, userContentType(message), data), metadata };
    const target = this.#targetOf(event, { eventType: 'user', eventName });
    const delivered = target === undefined ? nobody(event) : await this.#sender.send(event, target, signal);
    if ('isCalledOff' in delivered) {
      this.#tellCalledOff(event);
      return delivered;
    }
    const answer = 'problem' in delivered ? delivered : readUserEventAnswer(delivered.answer);
    this.#judge(event, problemIn(answer));
    if (!('problem' in answer) && answer.state !== undefined) connection.state = answer.state;
    return answer;
  }

  #targetOf({ hub, connectionId }: TappedConnection, wanted: Wanted): EventTarget | undefined {
    const { eventHandlers } = this.#hubs.get(hub);
    const chosen = chooseHandler(eventHandlers, wanted);
    if (this.#observer.isOn) {
      const { eventType, eventName } = wanted;
      const handler = chosen < 0 ? {} : { handler: chosen };
      const why = explainChoice(eventHandlers, wanted, chosen);
      this.#observer.record('event.handler', { hub, connectionId, eventType, eventName, ...handler, why });
    }
    return eventHandlers[chosen]?.target;
  }

  #tellCalledOff(event: UpstreamEvent): void {
    if (this.#observer.isOn) this.#observer.record('event.calledOff', tappedEvent(event));
  }

  #notifySystem(connection: Connection, name: SystemEventName, body: string): void {
    // The id is spent whether or not anybody hears of the event.
    const event = eventOf(connection, 'system', name, systemContentType, body);
    const target = this.#targetOf(event, { eventType: 'system', eventName: name });
    if (target !== undefined) this.#notify(connection, event, target);
  }

  #notify(connection: Connection, event: UpstreamEvent, target: EventTarget): void {
    this.#notifications.add(connection, () => this.#sendNotification(event, target));
  }

  async #sendNotification(event: UpstreamEvent, target: EventTarget): Promise<void> {
    const delivered = await this.#sender.send(event, target);
    if ('isCalledOff' in delivered) this.#tellCalledOff(event);
    else this.#judge(event, 'problem' in delivered ? delivered : failureOf(delivered.answer.status));
  }

  /** A no that the app means is for its client; whatever else failed is for the log. */
  #judge(event: UpstreamEvent, failure: Failure | undefined): void {
    if (failure !== undefined && this.#observer.isOn) {
      this.#observer.record('event.failed', { ...tappedEvent(event), why: failure.problem });
    }
    if (failure === undefined) return this.#warnings.succeeded(event);
    this.#onFailed?.(event, failure);
    if (!isRefusal(failure, event)) this.#warnings.failed(event, failure.problem);
  }
}

function problemIn(answer: object | Failure): Failure | undefined {
  return 'problem' in answer ? answer : undefined;
}

function nobody({ hub }: UpstreamEvent): Failure {
  return { problem: `no event handler of hub "${hub}" takes it`, isUnhandled: true };
}

function eventOf(
  connection: Connection,
  eventType: EventType,
  eventName: string,
  contentType: string,
  body: string | Uint8Array,
): UpstreamEvent {
  const { hub, id: connectionId, userId, subprotocol, state, cookies } = connection;
  const known = { hub: hub.name, connectionId, userId, subprotocol, state, cookies };
  return { ...known, eventType, eventName, eventId: connection.takeEventId(), contentType, body };
}
