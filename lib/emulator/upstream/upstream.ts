import type { EventType, GroupEventName, SystemEventName } from '../../protocol/event-type.js';
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
import { Notifications } from './notifications.js';
import { readUserEventAnswer, type UserEventAnswer } from './user-event.js';

export interface UpstreamOptions {
  readonly hubs: HubTable;
  readonly sender: Pick<EventSender, 'send'>;
  readonly log: EmulatorLog;
}

type EventContent = Pick<UpstreamEvent, 'contentType' | 'body' | 'metadata'>;

// A client that joins and leaves faster than the app takes it must not fill the memory.
const presenceLimit = 10_000;
const connectEvent = { eventType: 'system', eventName: 'connect', eventId: 0 } as const;

/** Events from the service to the app: who gets which, and what the answers mean. */
export class Upstream {
  readonly #hubs: HubTable;
  readonly #sender: Pick<EventSender, 'send'>;
  readonly #warnings: EventWarnings;
  readonly #notifications = new Notifications<Connection>();

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
    this.#tell(connection, 'connected', {});
  }

  /** Tells the app that a connection ended; nobody waits for it. */
  disconnected(connection: Connection, reason: string): void {
    this.#tell(connection, 'disconnected', { reason });
  }

  /** Tells the app that a connection joined or left a group; nobody waits for it. */
  moved(connection: Connection, name: GroupEventName, group: string): void {
    const { eventHandlers } = this.#hubs.get(connection.hub.name);
    const urlTemplate = eventHandlers.find((handler) => handler.takesGroupEvent(name, group))?.urlTemplate;
    // assumed: an event of a group spends an id only where it is told, so that other ids stay what they are without it.
    if (urlTemplate === undefined) return;
    const event = eventOf(connection, 'group', name, systemContent({ group }));
    if (this.#notifications.waiting(connection) < presenceLimit) this.#notify(connection, event, urlTemplate);
    else this.#warnings.failed(event, `over ${presenceLimit} events of one connection wait for the app`);
  }

  /** Brings a message of a client to the app; a new state counts at once. */
  async userEvent(
    connection: Connection,
    eventName: string,
    message: MessageContent,
    signal: AbortSignal,
  ): Promise<UserEventAnswer | CalledOff> {
    const { data: body, metadata } = message;
    const content = { contentType: userContentType(message), body, metadata };
    const event = eventOf(connection, 'user', eventName, content);
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

  #tell(connection: Connection, name: SystemEventName, body: object): void {
    // The id is spent whether or not anybody hears of the event.
    const event = eventOf(connection, 'system', name, systemContent(body));
    const urlTemplate = this.#systemUrl(event.hub, name);
    if (urlTemplate !== undefined) this.#notify(connection, event, urlTemplate);
  }

  #notify(connection: Connection, event: UpstreamEvent, urlTemplate: string): void {
    this.#notifications.add(connection, async () => {
      const delivered = await this.#sender.send(event, urlTemplate);
      if ('isCalledOff' in delivered) return;
      this.#judge(event, 'problem' in delivered ? delivered : failureOf(delivered.answer.status));
    });
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

function systemContent(body: object): EventContent {
  return { contentType: systemContentType, body: JSON.stringify(body) };
}

function eventOf(
  connection: Connection,
  eventType: EventType,
  eventName: string,
  content: EventContent,
): UpstreamEvent {
  const { hub, id: connectionId, userId, subprotocol, state } = connection;
  const eventId = connection.takeEventId();
  return { hub: hub.name, connectionId, eventType, eventName, eventId, userId, subprotocol, state, ...content };
}
