import type { DataFrame } from '../../protocol/frames.js';
import type { Clock } from '../../clock.js';
import { DailyQuota } from './daily-quota.js';
import { Connection, type ConnectionStart, type Receiver } from './connection.js';
import { clearGroupState, dropStateSubscriptions } from './group-state-requests.js';
import { Hub, type OnMoved } from './hub.js';
import type { Observer } from '../tap/observer.js';
import { defaultLimits, type Limits } from './limits.js';
import { ReliableBuffer } from './reliable-buffer.js';
import { cancelStreams, dropStreams } from './streams.js';

export interface BrokerOptions {
  readonly clock: Clock;
  readonly limits?: Partial<Limits>;
  /** Told of every connection that ended, with the reason that `disconnected` events carry. */
  readonly onEnded?: (connection: Connection, reason: string) => void;
  readonly onMoved?: OnMoved<Connection>;
  readonly observer?: Observer;
  /** Told of the first message of a day that goes nowhere because there were too many. */
  readonly onQuotaUsedUp?: () => void;
}

/** The memory of the service: hubs, their connections and what becomes of a message. It is synchronous and does no I/O. */
export class Broker {
  readonly clock: Clock;
  readonly limits: Limits;
  readonly #onEnded: BrokerOptions['onEnded'];
  readonly #onMoved: BrokerOptions['onMoved'];
  readonly #observer: Observer | undefined;
  readonly #quota: DailyQuota | undefined;
  readonly #hubs = new Map<string, Hub<Connection>>();
  #connections = 0;

  constructor({ clock, limits, onEnded, onMoved, observer, onQuotaUsedUp }: BrokerOptions) {
    this.clock = clock;
    this.limits = { ...defaultLimits, ...limits };
    const { messagesPerDay } = this.limits;
    this.#quota = messagesPerDay === Infinity ? undefined : new DailyQuota(messagesPerDay, onQuotaUsedUp);
    this.#onEnded = onEnded;
    this.#onMoved = onMoved;
    this.#observer = observer;
  }

  /** The hub of that name in any letter case; every hub exists, and is kept while it has connections. */
  hub(name: string): Hub<Connection> {
    const key = name.toLowerCase();
    return this.#hubs.get(key) ?? new Hub<Connection>(key, this.#moved);
  }

  /** Every hub that has connections. */
  hubs(): Iterable<Hub<Connection>> {
    return this.#hubs.values();
  }

  /** Whether there are as many connections as there may be. */
  isFull(): boolean {
    return this.#connections >= this.limits.connections;
  }

  /** Makes a connection visible, with the groups it begins in. */
  open(asked: Hub<Connection>, start: ConnectionStart, receiver: Receiver): Connection {
    // Others may have made it their own since it was asked for.
    const hub = this.#hubs.get(asked.name) ?? asked;
    this.#hubs.set(hub.name, hub);
    const connection = new Connection(hub, start, start.isReliable ? this.#bufferOf(hub.name, start.id) : undefined);
    connection.receiver = receiver;
    this.#connections += 1;
    hub.add(connection);
    for (const group of start.groups) hub.join(connection, group);
    return connection;
  }

  /** Hands a message over, or keeps it for a reliable connection that is away. A TTL of 0 never runs out. */
  deliver(connection: Connection, frame: DataFrame, ttlSeconds = 0): void {
    if (connection.isEnded) return;
    const now = this.clock.now();
    if (this.#quota !== undefined && !this.#quota.take(sizeOf(frame), now)) return this.#tellDropped(connection);
    const expiresAt = ttlSeconds === 0 ? Infinity : now + ttlSeconds * 1000;
    const sent = connection.buffer === undefined ? frame : connection.buffer.keep(frame, { now, expiresAt });
    if (sent === undefined) this.#abort(connection, 'The reliable message buffer is full.');
    else if (connection.receiver !== undefined) connection.receiver.deliver(sent);
    else this.#tellKept(connection, sent);
  }

  #bufferOf(hub: string, connectionId: string): ReliableBuffer {
    return new ReliableBuffer(this.limits, (sequenceId) => {
      if (this.#observer?.isOn) this.#observer.record('message.expired', { hub, connectionId, sequenceId });
    });
  }

  #tellKept({ hub, id: connectionId }: Connection, { sequenceId }: DataFrame): void {
    if (this.#observer?.isOn) this.#observer.record('message.kept', { hub: hub.name, connectionId, sequenceId });
  }

  #tellDropped({ hub, id: connectionId }: Connection): void {
    const why = 'Message count reaches limit.';
    if (this.#observer?.isOn) this.#observer.record('message.dropped', { hub: hub.name, connectionId, why });
  }

  /** Gives a reliable connection another wire and sends what the client has not acknowledged. */
  resume(connection: Connection, receiver: Receiver): void {
    connection.cancelExpiry?.();
    connection.receiver?.abort();
    connection.receiver = receiver;
    for (const frame of connection.buffer?.unacknowledged(this.clock.now()) ?? []) receiver.deliver(frame);
  }

  /** Says that a wire is gone. A reliable connection waits for another one, unless the client took its leave. */
  lose(connection: Connection, receiver: Receiver, reason: string, isFinal: boolean): void {
    if (connection.receiver !== receiver || connection.isEnded) return;
    connection.receiver = undefined;
    if (isFinal || connection.buffer === undefined) return this.end(connection, reason);
    if (this.#observer?.isOn) {
      this.#observer.record('client.lost', { hub: connection.hub.name, connectionId: connection.id, why: reason });
    }
    connection.cancelExpiry = this.clock.after(this.limits.recoveryMilliseconds, () => {
      this.end(connection, 'The connection recovery timeout expired.');
    });
  }

  /** Closes a connection for the app: a PubSub client is told why, then its WebSocket closes. */
  close(connection: Connection, reason: string | undefined): void {
    const message = `Application server closed the connection.${reason ? ` Reason: ${reason}` : ''}`;
    const { receiver } = connection;
    this.end(connection, message);
    receiver?.deliver({ type: 'disconnected', message });
    receiver?.close(1000, '');
  }

  /** Takes a connection out of its hub; whoever holds its wire closes that. */
  end(connection: Connection, reason: string): void {
    if (connection.isEnded) return;
    connection.isEnded = true;
    this.#connections -= 1;
    connection.cancelExpiry?.();
    connection.receiver = undefined;
    cancelStreams(this, connection);
    dropStateSubscriptions(connection);
    this.#remove(connection);
    this.#onEnded?.(connection, reason);
  }

  #remove(connection: Connection): void {
    const { hub } = connection;
    hub.remove(connection);
    if (hub.isEmpty()) this.#hubs.delete(hub.name);
  }

  readonly #moved: OnMoved<Connection> = (connection, group, event) => {
    if (event === 'left') clearGroupState(this, connection, group);
    this.#onMoved?.(connection, group, event);
  };

  #abort(connection: Connection, reason: string): void {
    const { receiver } = connection;
    this.end(connection, reason);
    receiver?.abort();
  }

  /** Forgets every connection, and what went out on this day, without telling anybody. */
  clear(): void {
    for (const hub of this.#hubs.values()) {
      for (const connection of hub.connections()) {
        connection.cancelExpiry?.();
        // What its client still sends, or that it leaves, means nothing any more.
        connection.isEnded = true;
        connection.receiver = undefined;
        dropStreams(connection);
      }
    }
    this.#hubs.clear();
    this.#connections = 0;
    this.#quota?.reset();
  }
}

function sizeOf(frame: DataFrame): number {
  return frame.type === 'message' ? Buffer.byteLength(frame.message.data) : 0;
}
