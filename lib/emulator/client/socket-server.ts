import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';
import { WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '../../clock.js';
import { Faults } from '../faults/faults.js';
import { disturbHandshake } from '../faults/handshake-fault.js';
import { readLimits, type ReadLimits } from '../limits.js';
import { trace } from '../log.js';
import { silentObserver, type Observer } from '../tap/observer.js';
import type { ConnectRefusal } from '../upstream/connect-event.js';
import { asOfNow, type ClientEndpoint, type Decision, type Opening } from './client-endpoint.js';
import { readClientRequest, type ClientRequest } from './client-request.js';
import { failureText } from './close-texts.js';
import { handshakeProblem, refuse, unknownPath, writeRefusal } from './handshake.js';
import { keepAlive, type Pinged } from './keep-alive.js';
import { lateListener } from './late-listener.js';
import { cutLater, wireOf } from './socket-wire.js';

export interface SocketServerOptions {
  readonly clock: Clock;
  readonly endpoint: ClientEndpoint;
  /** The pause between WebSocket pings of a hub. */
  readonly keepAliveMilliseconds: (hub: string) => number;
  readonly machineNow?: () => number;
  readonly observer?: Observer;
  readonly limits?: ReadLimits;
  readonly faults?: Faults;
}

/** An upgrade of node:http on its way through. */
interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  readonly head: Buffer;
  /** The entry that tells of it. */
  readonly cause: number | undefined;
}

/** What node:http upgrades is a socket that counts, though its type does not say so. */
interface Counted {
  readonly bytesRead: number;
}

/** Leaves it to those who listen to close a WebSocket on which ws has failed. */
class ServiceSocket extends WebSocket {
  isOpen(): boolean {
    return this.readyState === this.OPEN;
  }

  /** What ws would close it with; nothing more is read. */
  failure: number | undefined;

  override close(code?: number, reason?: string | Buffer): void {
    // ws gives no reason, and does not wait for the answers to what came before.
    if (code !== undefined && reason === undefined && this.isOpen()) {
      this.failure = code;
      return;
    }
    super.close(code, reason);
    // The client's own close stands behind everything that it sent before: nobody listens to that, but it is read.
    this.removeAllListeners('message');
    this.resume();
  }
}

/** The WebSocket side of the emulator: the only file that knows sockets. */
export class SocketServer {
  readonly #options: SocketServerOptions;
  readonly #observer: Observer;
  readonly #subprotocols = new WeakMap<IncomingMessage, string | undefined>();
  readonly #server: ReturnType<typeof serverOf>;
  readonly #limits: ReadLimits;
  readonly #faults: Faults;
  /** Upgrades on which the app has not spoken yet. */
  readonly #deciding = new Set<Duplex>();

  constructor(options: SocketServerOptions) {
    this.#options = options;
    this.#observer = options.observer ?? silentObserver;
    this.#limits = options.limits ?? readLimits({}, 'limits');
    this.#faults = options.faults ?? new Faults(options.clock);
    this.#server = serverOf(this.#limits.messageBytes, (request) => this.#subprotocols.get(request) ?? false);
    const { refused } = refuse(400, 'The handshake is invalid.');
    this.#server.on('wsClientError', (_, socket) => writeRefusal(socket, refused));
    // official emulator: the name that the app chose is sent even to a client that offered none.
    this.#server.on('headers', (headers, request) => {
      const name = this.#subprotocols.get(request);
      const isOffered = request.headers['sec-websocket-protocol'] !== undefined;
      if (name !== undefined && !isOffered) headers.push(`Sec-WebSocket-Protocol: ${name}`);
    });
  }

  /** Takes an `upgrade` event of node:http. */
  async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', destroyOf(socket));
    const problem = handshakeProblem(request);
    const clientRequest = readClientRequest(request);
    if (problem !== undefined || clientRequest === undefined) {
      this.#refuse(socket, problem ?? unknownPath(request.url ?? ''), clientRequest?.hub);
      return;
    }
    const cause = this.#observer.isOn ? this.#tellAsked(clientRequest) : undefined;
    await this.#observer.within(cause, () => this.#decide(clientRequest, { request, socket, head, cause }));
  }

  async #decide(clientRequest: ClientRequest, { request, socket, head, cause }: Upgrade): Promise<void> {
    const decided = await this.#decisionOn(clientRequest, socket);
    if (decided === 'cut') return void socket.destroy();
    const decision = asOfNow(decided);
    trace('client of %s: %s', clientRequest.hub, 'refused' in decision ? decision.refused.status : 'open');
    if ('refused' in decision) {
      this.#refuse(socket, decision.refused, clientRequest.hub);
      return;
    }
    this.#subprotocols.set(request, decision.subprotocol);
    this.#server.handleUpgrade(request, socket, head, (webSocket) => {
      this.#observer.within(cause, () => this.#open(decision, webSocket, socket as Duplex & Counted));
    });
  }

  async #decisionOn(request: ClientRequest, socket: Duplex): Promise<Decision | 'cut'> {
    const left = new AbortController();
    const leave = (): void => left.abort();
    socket.once('close', leave);
    this.#deciding.add(socket);
    const decision = await this.#ask(request, left.signal);
    this.#deciding.delete(socket);
    socket.off('close', leave);
    return decision;
  }

  async #ask(request: ClientRequest, left: AbortSignal): Promise<Decision | 'cut'> {
    const disturbed = this.#faults.isOn ? await disturbHandshake(this.#faults, request, left) : undefined;
    if (disturbed === 'cut' || left.aborted) return 'cut';
    if (disturbed !== undefined) return { refused: disturbed };
    return this.#options.endpoint.decide(request, left);
  }

  #refuse(socket: Duplex, refusal: ConnectRefusal, hub: string | undefined): void {
    if (this.#observer.isOn) this.#tellRefused(hub?.toLowerCase(), refusal);
    writeRefusal(socket, refusal);
  }

  #tellRefused(hub: string | undefined, { status, body }: ConnectRefusal): void {
    const why = typeof body === 'string' ? body : `The app answered connect with ${status}.`;
    this.#observer.record('client.refused', { hub, status, why });
  }

  #tellAsked({ hub, subprotocols }: ClientRequest): number {
    return this.#observer.record('client.asks', { hub: hub.toLowerCase(), subprotocols });
  }

  #open({ hub, isReliable, begin }: Opening, socket: ServiceSocket, stream: Counted): void {
    const { clock, keepAliveMilliseconds } = this.#options;
    // Told when it has closed: `begin` itself may send too much.
    let isOverflowing = false;
    const onOverflow = (): void => {
      isOverflowing = true;
    };
    const limits = isReliable ? this.#limits.waitingReliable : this.#limits.waiting;
    const begun = begin(wireOf(socket, { clock, limits, onOverflow }));
    const listener = stream instanceof TLSSocket ? lateListener(begun) : begun;
    socket.on('message', (data: Buffer, isBinary) => listener.message(data, isBinary));
    socket.on('error', (error) => {
      listener.failed(failureText(error), socket.failure);
      if (socket.failure === undefined) cutLater(socket, clock);
    });
    socket.on('close', (code, reason) => {
      if (isOverflowing) listener.failed('The outbound message queue is full.');
      else listener.closed({ code, reason: reason.toString('utf8') });
    });
    const stop = keepAlive({ ...this.#options, pause: () => keepAliveMilliseconds(hub) }, pingedOf(socket, stream));
    socket.once('close', stop);
  }

  /** Sends every client away (1001) and cuts those that do not go in time. */
  async sendAway(milliseconds: number, reason: string): Promise<void> {
    for (const socket of this.#deciding) socket.destroy();
    const clients = [...this.#server.clients];
    const gone = clients.map((client) => leave(client, reason));
    const cancel = this.#options.clock.after(milliseconds, () => {
      for (const client of clients) client.terminate();
    });
    await Promise.all(gone);
    cancel();
  }
}

// Made out here, what listens as long as the socket lives keeps nothing of the handshake in memory.
function destroyOf(socket: Duplex): () => void {
  return () => void socket.destroy();
}

function serverOf(maxPayload: number, subprotocolOf: (request: IncomingMessage) => string | false) {
  return new WebSocketServer({
    ...{ noServer: true, maxPayload, WebSocket: ServiceSocket },
    handleProtocols: (_, request) => subprotocolOf(request),
  });
}

function leave(socket: WebSocket, reason: string): Promise<void> {
  return new Promise((resolve) => {
    socket.once('close', () => resolve());
    socket.close(1001, reason);
  });
}

function pingedOf(socket: ServiceSocket, stream: Counted): Pinged {
  return {
    received: () => stream.bytesRead,
    isPaused: () => socket.isPaused,
    ping() {
      if (socket.isOpen()) socket.ping();
    },
    cut: () => socket.terminate(),
  };
}
