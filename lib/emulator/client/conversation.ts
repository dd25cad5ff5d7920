import type { AckError, ClientFrame } from '../../protocol/frames.js';
import type { Broker } from '../broker/broker.js';
import type { Connection, Receiver } from '../broker/connection.js';
import { Faults } from '../faults/faults.js';
import type { TappedConnection } from '../tap/entries.js';
import { silentObserver, type Observer } from '../tap/observer.js';
import { tappedFrame } from '../tap/tapped-frame.js';
import type { Upstream } from '../upstream/upstream.js';
import type { ClientCodec } from './codec.js';
import { handleFrame } from './frame-handlers.js';
import { Inbox } from './inbox.js';
import { Incoming } from './incoming.js';
import { Invocations } from './invocations.js';
import { Outgoing } from './outgoing.js';
import type { Closing, Wire, WireListener } from './wire.js';

export interface ConversationOptions {
  readonly broker: Broker;
  readonly upstream: Pick<Upstream, 'userEvent'>;
  readonly codec: ClientCodec;
  readonly onFault: (error: unknown) => void;
  readonly observer?: Observer;
  readonly faults?: Faults;
  /** As entries name its connection. */
  readonly tapped?: TappedConnection;
  readonly userId?: string | undefined;
}

const unknown: TappedConnection = { hub: '', connectionId: '' };

// Frames read ahead of the one at work; beyond it the WebSocket is not read.
const readAhead = 64;

/** What passes between a client and its connection, over one WebSocket or, where recovered, several. */
export class Conversation {
  readonly #options: ConversationOptions;
  readonly #inbox: Inbox;
  readonly #observer: Observer;
  readonly #faults: Faults;
  readonly #tapped: TappedConnection;
  /** As faults tell it from others. */
  readonly #facing: TappedConnection & { readonly userId: string | undefined };
  readonly #ended = new AbortController();
  #incoming: Incoming | undefined;
  /** Of the WebSocket at hand: answers to what was invoked over an earlier one would reach nobody who waits. */
  #invocations: Invocations;

  constructor(options: ConversationOptions) {
    this.#options = options;
    this.#observer = options.observer ?? silentObserver;
    this.#faults = options.faults ?? new Faults(options.broker.clock);
    this.#tapped = options.tapped ?? unknown;
    this.#facing = { ...this.#tapped, userId: options.userId };
    this.#inbox = new Inbox(options.onFault);
    this.#invocations = new Invocations(options.onFault);
  }

  /** The receiver that writes a connection's frames to a wire. */
  receiverOf(wire: Wire): Outgoing {
    const { codec } = this.#options;
    return new Outgoing({ wire, codec, faults: this.#faults, observer: this.#observer, facing: this.#facing });
  }

  /** What listens to the wire of an open connection. */
  listen(connection: Connection, receiver: Outgoing, wire: Wire): WireListener {
    const { broker, onFault } = this.#options;
    this.#invocations.cancelAll();
    // What is still on its way by an earlier WebSocket would come out of order.
    this.#incoming?.end();
    const invocations = (this.#invocations = new Invocations(onFault));
    const incoming = (this.#incoming = this.#incomingOf(connection, receiver, wire));
    return {
      message: (data, isBinary) => {
        incoming.take(data, isBinary);
        if (this.#inbox.length + incoming.length > readAhead) wire.pause();
      },
      closed: ({ code, reason }) => {
        receiver.end();
        incoming.follow(() => {
          // official emulator: only 1000 is a farewell; a close without a code (1005) is a drop.
          const isFarewell = code === 1000;
          invocations.cancelAll();
          broker.lose(connection, receiver, isFarewell ? reason : 'The connection ended.', isFarewell);
        });
      },
      failed: (reason, code) => {
        if (code !== undefined) return incoming.follow(() => this.#closeBehind(connection, receiver, { code, reason }));
        receiver.end();
        incoming.end();
        broker.lose(connection, receiver, reason, true);
      },
    };
  }

  #incomingOf(connection: Connection, receiver: Receiver, wire: Wire): Incoming {
    const { codec } = this.#options;
    const onArrived = (data: Buffer, isBinary: boolean): void =>
      this.#inbox.add(async () => {
        const frame = codec.decode(data, isBinary);
        const cause = this.#observer.isOn ? this.#tellReceived(frame, data.length) : undefined;
        await this.#observer.within(cause, () => this.#take(connection, receiver, frame));
        if (this.#inbox.length === 0) wire.resume();
      });
    return new Incoming({ wire, codec, faults: this.#faults, facing: this.#facing, onArrived });
  }

  /** Calls off what the app is still asked for this connection. */
  end(): void {
    this.#ended.abort();
    this.#invocations.cancelAll();
  }

  /** As for a frame that cannot be read: what stands before it is answered. */
  #closeBehind(connection: Connection, receiver: Receiver, closing: Closing): void {
    this.#inbox.add(() => {
      if (!connection.isEnded) this.#close(connection, receiver, closing);
    });
  }

  async #take(connection: Connection, receiver: Receiver, frame: ClientFrame | Closing): Promise<void> {
    if (connection.isEnded) return;
    if ('code' in frame) {
      this.#close(connection, receiver, frame);
      return;
    }
    const { broker, upstream, codec } = this.#options;
    const call = { broker, upstream, connection, invocations: this.#invocations, signal: this.#ended.signal };
    const error = await handleFrame(call, frame);
    if (error !== undefined && this.#observer.isOn) this.#tellFailed(frame, error);
    const closing = error === undefined ? undefined : codec.closingAfter(frame.type);
    if (closing !== undefined) this.#close(connection, receiver, closing);
  }

  #tellReceived(frame: ClientFrame | Closing, bytes: number): number {
    if (!('code' in frame)) return this.#observer.record('frame.received', tappedFrame(this.#tapped, frame, bytes));
    const { code, reason: why } = frame;
    return this.#observer.record('frame.refused', { ...this.#tapped, bytes, code, why });
  }

  #tellFailed({ type }: ClientFrame, { name, message }: AckError): void {
    this.#observer.record('frame.failed', { ...this.#tapped, type, error: name, why: message });
  }

  #close(connection: Connection, receiver: Receiver, { code, reason }: Closing): void {
    // A frame may come to its turn when another WebSocket has taken over: that one did nothing wrong.
    if (connection.receiver !== undefined && connection.receiver !== receiver) return;
    this.#options.broker.end(connection, reason);
    receiver.close(code, reason);
  }
}
