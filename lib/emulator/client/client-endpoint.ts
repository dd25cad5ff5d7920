import type { GroupEventName } from '../../protocol/event-type.js';
import type { Broker } from '../broker/broker.js';
import type { Connection } from '../broker/connection.js';
import { Faults } from '../faults/faults.js';
import type { ConnectRefusal } from '../upstream/connect-event.js';
import type { TappedConnection } from '../tap/entries.js';
import { silentObserver, type Observer } from '../tap/observer.js';
import type { Upstream } from '../upstream/upstream.js';
import { admit, type Admission, type AdmissionOptions } from './admission.js';
import { refuse } from './handshake.js';
import type { ClientRequest } from './client-request.js';
import { Conversation } from './conversation.js';
import type { Wire, WireListener } from './wire.js';

export interface ClientEndpointOptions extends AdmissionOptions {
  readonly broker: Broker;
  /** Told of an exception that a frame caused; there should be none. */
  readonly onFault: (error: unknown) => void;
  readonly observer?: Observer;
  readonly faults?: Faults;
  readonly upstream: Pick<Upstream, 'connect' | 'connected' | 'disconnected' | 'moved' | 'userEvent'>;
}

/** A WebSocket may be opened, with this subprotocol; `begin` takes it over. */
export interface Opening {
  readonly hub: string;
  readonly subprotocol: string | undefined;
  /** Whether what the client has not acknowledged may come all at once. */
  readonly isReliable: boolean;
  /** Why it may not be opened after all; asked right before that is done, for others may have come meanwhile. */
  readonly refusal?: () => ConnectRefusal | undefined;
  readonly begin: (wire: Wire) => WireListener;
}

export type Decision = Opening | { readonly refused: ConnectRefusal };

/** A decision, looked at once more when it is carried out. */
export function asOfNow(decision: Decision): Decision {
  const refused = 'refused' in decision ? undefined : decision.refusal?.();
  return refused === undefined ? decision : { refused };
}

// official emulator: a recovery token is good for a week and for its connection alone.
const reconnectionSeconds = 7 * 24 * 60 * 60;
// service: its own words in logs. assumed: the status.
const tooMany = refuse(429, 'Connection count reaches limit.').refused;
const hopeless = { code: 1008, reason: 'The connection could not be recovered.' };

/** The door for clients, without any socket: whether one may come in, and what happens once it has. */
export class ClientEndpoint {
  readonly #options: ClientEndpointOptions;
  readonly #observer: Observer;
  readonly #faults: Faults;
  readonly #conversations = new WeakMap<Connection, Conversation>();

  constructor(options: ClientEndpointOptions) {
    this.#options = options;
    this.#observer = options.observer ?? silentObserver;
    this.#faults = options.faults ?? new Faults(options.broker.clock);
  }

  async decide(request: ClientRequest, signal: AbortSignal): Promise<Decision> {
    // official emulator: recovery goes by the reconnection token alone; no access token is looked at.
    if (request.query.get('awps_connection_id')) return this.#decideRecovery(request);
    const refusal = (): ConnectRefusal | undefined => (this.#options.broker.isFull() ? tooMany : undefined);
    const refused = refusal();
    if (refused !== undefined) return { refused };
    const outcome = await admit(this.#options, request, signal);
    if ('refused' in outcome) return outcome;
    const { admission } = outcome;
    const { subprotocol, isReliable = false } = admission.start;
    const begin = (wire: Wire): WireListener => this.#begin(request.hub, admission, wire);
    return { hub: request.hub, subprotocol, isReliable, refusal, begin };
  }

  /** Told by the broker that a connection is over. */
  ended(connection: Connection, reason: string): void {
    this.#conversations.get(connection)?.end();
    const { upstream } = this.#options;
    if (!this.#observer.isOn) return upstream.disconnected(connection, reason);
    const cause = this.#observer.record('client.ended', { ...tapped(connection), why: reason });
    this.#observer.orWithin(cause, () => upstream.disconnected(connection, reason));
  }

  /** Told by the broker that a connection came into a group or went out of it. */
  moved(connection: Connection, group: string, event: GroupEventName): void {
    // What a connection begins in is told once it has begun.
    if (this.#conversations.has(connection)) this.#tellMoved(connection, group, event);
  }

  #tellMoved(connection: Connection, group: string, event: GroupEventName): void {
    if (this.#observer.isOn) this.#observer.record(`group.${event}`, { ...tapped(connection), group });
    this.#options.upstream.moved(connection, group, event);
  }

  #begin(hubName: string, { start, codec }: Admission, wire: Wire): WireListener {
    const { broker, upstream, tokens, onFault } = this.#options;
    const observer = this.#observer;
    const hub = broker.hub(hubName);
    const conversation = new Conversation({
      ...{ broker, upstream, codec, onFault, observer, faults: this.#faults },
      ...{ tapped: { hub: hub.name, connectionId: start.id }, userId: start.userId },
    });
    const receiver = conversation.receiverOf(wire);
    const connection = broker.open(hub, start, receiver);
    this.#conversations.set(connection, conversation);
    const { id: connectionId, userId } = connection;
    if (observer.isOn) this.#tellOpened(connection);
    const recovery = start.isReliable
      ? { reconnectionToken: tokens.sign({ aud: connectionId }, reconnectionSeconds) }
      : {};
    receiver.deliver({ type: 'connected', connectionId, userId, ...recovery });
    upstream.connected(connection);
    for (const group of connection.groups) this.#tellMoved(connection, group, 'joined');
    return conversation.listen(connection, receiver, wire);
  }

  /** A hopeless recovery is told by close code 1008 after the handshake: by an HTTP status clients would try on for 30 s. */
  #decideRecovery(request: ClientRequest): Opening {
    const { hub } = request;
    const connection = this.#recoverable(request);
    const isReliable = true;
    if (connection === undefined) {
      const begin = (wire: Wire): WireListener => this.#turnAway(hub, wire);
      return { hub, subprotocol: this.#echoOf(request.subprotocols), isReliable, begin };
    }
    return { hub, subprotocol: connection.subprotocol, isReliable, begin: (wire) => this.#resume(connection, wire) };
  }

  #recoverable({ hub, query }: ClientRequest): Connection | undefined {
    const { broker, tokens } = this.#options;
    const id = query.get('awps_connection_id') ?? '';
    const token = query.get('awps_reconnection_token') ?? '';
    const verified = tokens.verify(token, { isAudience: (audience) => audience === id, toleranceSeconds: 0 });
    if ('problem' in verified) return undefined;
    const connection = broker.hub(hub).connection(id);
    return connection?.buffer === undefined ? undefined : connection;
  }

  /** A client that offered something takes a handshake without an echo for an error. */
  #echoOf(offered: readonly string[]): string | undefined {
    return this.#options.chooser.ofOffered(offered).name ?? offered[0];
  }

  #resume(connection: Connection, wire: Wire): WireListener {
    const conversation = this.#conversations.get(connection);
    if (connection.isEnded || conversation === undefined) return this.#turnAway(connection.hub.name, wire);
    if (this.#observer.isOn) this.#observer.record('client.recovered', tapped(connection));
    const receiver = conversation.receiverOf(wire);
    const { id: connectionId, userId } = connection;
    // js client: only a new `connected` frame lets its outgoing streams go on.
    const reconnectionToken = this.#options.tokens.sign({ aud: connectionId }, reconnectionSeconds);
    receiver.deliver({ type: 'connected', connectionId, userId, reconnectionToken });
    this.#options.broker.resume(connection, receiver);
    return conversation.listen(connection, receiver, wire);
  }

  #turnAway(hub: string, wire: Wire): WireListener {
    const entry = { hub: hub.toLowerCase(), why: hopeless.reason };
    if (this.#observer.isOn) this.#observer.record('client.notRecovered', entry);
    wire.close(hopeless);
    return nobody;
  }

  #tellOpened(connection: Connection): void {
    const { userId, subprotocol, buffer } = connection;
    const opened = { ...tapped(connection), userId, subprotocol, isReliable: buffer !== undefined };
    this.#observer.record('client.opened', opened);
  }
}

function tapped({ hub, id: connectionId }: Connection): TappedConnection {
  return { hub: hub.name, connectionId };
}

const nobody: WireListener = { message: () => undefined, closed: () => undefined, failed: () => undefined };
