import type { SystemEventName } from '../../protocol/event-type.js';
import type { MessageContent } from '../../protocol/frames.js';
import type { Connection } from '../broker/connection.js';
import type { HubTable } from '../hub-table.js';
import type { EmulatorLog } from '../log.js';
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
import { EventWarnings } from './event-warnings.js';
import { readUserEventAnswer, type UserEventAnswer } from './user-event.js';

export interface UpstreamOptions {
  readonly hubs: HubTable;
  readonly sender: Pick<EventSender, 'send'>;
  readonly log: EmulatorLog;
}

const connectEvent = { eventType: 'system', eventName: 'connect', eventId: 0 } as const;

/** Events from the service to the app: who gets which, and what the answers mean. */
export class Upstream {
  readonly #hubs: HubTable;
  readonly #sender: Pick<EventSender, 'send'>;
  readonly #warnings: EventWarnings;
  /** The last notification of a connection, so that `disconnected` never overtakes `connected`. */
  readonly #notifications = new WeakMap<Connection, Promise<void>>();

  constructor({ hubs, sender, log }: UpstreamOptions) {
    this.#hubs = hubs;
    this.#sender = sender;
    this.#warnings = new EventWarnings(log);
  }

  /** Asks whether a client may connect; without a handler for `connect` its token alone decides. */
  async connect(hub: string, request: ConnectRequest, signal: AbortSignal): Promise<ConnectAnswer> {
    const urlTemplate = this.#systemUrl(hub, 'connect');
    if (urlTemplate === undefined) return { accepted: {} };
    const { connectionId, userId } = request;
    const content = { contentType: systemContentType, body: encodeConnectBody(request) };
    const event = { hub, connectionId, ...connectEvent, userId, ...content };
    const delivered = await this.#sender.send(event, urlTemplate, signal);
    if ('isCalledOff' in delivered) return { refused: connectFailed };
    const answer = 'problem' in delivered ? delivered : readConnectAnswer(delivered.answer);
    this.#judge(event, 'refused' in answer ? failureOf(answer.refused.status) : problemIn(answer));
    return 'problem' in answer ? { refused: connectFailed } : answer;
  }

  /** Tells the app of a connection; nobody waits for it. */
  connected(connection: Connection): void {
    this.#notify(connection, 'connected', '{}');
  }

  /** Tells the app that a connection ended; nobody waits for it. */
  disconnected(connection: Connection, reason: string): void {
    this.#notify(connection, 'disconnected', JSON.stringify({ reason }));
  }

  /** Brings a message of a client to the app; a new state counts at once. */
  async userEvent(
    connection: Connection,
    eventName: string,
    message: MessageContent,
    signal: AbortSignal,
  ): Promise<UserEventAnswer | CalledOff> {
    const event = eventOf(connection, 'user', eventName, userContentType(message), message.data);
    const urlTemplate = this.#userUrl(event.hub, eventName);
    const delivered = urlTemplate === undefined ? nobody(event) : await this.#sender.send(event, urlTemplate, signal);
    if ('isCalledOff' in delivered) return delivered;
    const answer = 'problem' in delivered ? delivered : readUserEventAnswer(delivered.answer);
    this.#judge(event, problemIn(answer));
    if (!('problem' in answer) && answer.state !== undefined) connection.state = answer.state;
    return answer;
  }

  #userUrl(hub: string, name: string): string | undefined {
    return this.#hubs.get(hub).eventHandlers.find((handler) => handler.takesUserEvent(name))?.urlTemplate;
  }

  #systemUrl(hub: string, name: SystemEventName): string | undefined {
    return this.#hubs.get(hub).eventHandlers.find((handler) => handler.takesSystemEvent(name))?.urlTemplate;
  }

  #notify(connection: Connection, name: SystemEventName, body: string): void {
    // The id is spent whether or not anybody hears of the event.
    const event = eventOf(connection, 'system', name, systemContentType, body);
    const urlTemplate = this.#systemUrl(event.hub, name);
    if (urlTemplate === undefined) return;
    this.#notifications.set(connection, this.#notifyInTurn(connection, event, urlTemplate));
  }

  async #notifyInTurn(connection: Connection, event: UpstreamEvent, urlTemplate: string): Promise<void> {
    const previous = this.#notifications.get(connection);
    if (previous !== undefined) await previous;
    const delivered = await this.#sender.send(event, urlTemplate);
    if ('isCalledOff' in delivered) return;
    this.#judge(event, 'problem' in delivered ? delivered : failureOf(delivered.answer.status));
  }

  /** A no that the app means is for its client; whatever else failed is for the log. */
  #judge(event: UpstreamEvent, failure: Failure | undefined): void {
    if (failure === undefined) this.#warnings.succeeded(event);
    else if (!isRefusal(failure, event)) this.#warnings.failed(event, failure.problem);
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
  eventType: 'system' | 'user',
  eventName: string,
  contentType: string,
  body: string | Uint8Array,
): UpstreamEvent {
  const { hub, id: connectionId, userId, subprotocol, state } = connection;
  const eventId = connection.takeEventId();
  return { hub: hub.name, connectionId, eventType, eventName, eventId, userId, subprotocol, state, contentType, body };
}
