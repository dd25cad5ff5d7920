import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { WebSocket } from 'ws';
import { contentOf } from './test-requests.js';
import { frameContent, readFrameContent } from './client-frames.js';
import type { Frame, FrameContent } from './client-frames.js';
import { Inbox } from './inbox.js';
import { TestConnectionRefused } from './connection-refused.js';

/** How a client speaks: bare texts and bytes, or the service's JSON, which a reliable client can take up again after a drop. */
export type TestProtocol = 'simple' | 'json' | 'json.reliable';

/** A message that a client received. A simple client is not told where it comes from. */
export interface TestMessage extends FrameContent {
  readonly from?: 'group' | 'server';
  readonly group?: string;
  /** `null` for an anonymous sender and for the server. */
  readonly fromUserId?: string | null;
}

/** What a function answered to an invocation; without a `dataType` it answered nothing. */
export type TestReply = FrameContent | { readonly data: undefined; readonly dataType?: undefined };

const subprotocols: Readonly<Record<TestProtocol, readonly string[]>> = {
  simple: [],
  json: ['json.webpubsub.azure.v1'],
  'json.reliable': ['json.reliable.webpubsub.azure.v1'],
};

interface Waiting {
  readonly resolve: (answer: Frame) => void;
  readonly reject: (error: Error) => void;
}

/** A client of the emulator, over a WebSocket. Operations resolve when the service has acknowledged them, and reject where it says no. */
export class TestClient {
  readonly protocol: TestProtocol;
  readonly #url: string;
  readonly #inbox = new Inbox<TestMessage>();
  readonly #acks = new Map<number, Waiting>();
  #socket: WebSocket;
  #ended: Promise<{ readonly code: number; readonly reason: string }>;
  #ackId = 0;
  #connectionId: string | undefined;
  #userId: string | undefined;
  #reconnectionToken: string | undefined;

  private constructor(url: string, protocol: TestProtocol, socket: WebSocket) {
    this.#url = url;
    this.protocol = protocol;
    this.#socket = socket;
    this.#ended = this.#watch(socket);
  }

  /** @throws TestConnectionRefused with status and body of the answer. */
  static async open(url: string, protocol: TestProtocol): Promise<TestClient> {
    const socket = openSocket(url, protocol);
    const client = new TestClient(url, protocol, socket);
    await client.#opened(socket);
    return client;
  }

  /** Undefined for a simple client, which is not told. */
  get connectionId(): string | undefined {
    return this.#connectionId;
  }

  get userId(): string | undefined {
    return this.#userId;
  }

  /** Every message so far, in order. */
  get received(): readonly TestMessage[] {
    return this.#inbox.items;
  }

  /** Resolves when the connection has ended, with the code and reason of the WebSocket. */
  get closed(): Promise<{ readonly code: number; readonly reason: string }> {
    return this.#ended;
  }

  /**
   * The next message that nobody has awaited yet, or the next that a predicate takes; those before it count as seen.
   * @param timeout Milliseconds, 1,000 by default; then it rejects and tells what came instead.
   */
  next(predicate: (message: TestMessage) => boolean = () => true, timeout = 1_000): Promise<TestMessage> {
    return this.#inbox.next(predicate, timeout);
  }

  /** The user event `message`: a simple client sends the bare text or bytes. */
  send(data: unknown): Promise<void> {
    return this.protocol === 'simple' ? this.#sendBare(data) : this.sendEvent('message', data);
  }

  /** A user event by its name. The answer of its function arrives as a message. */
  sendEvent(event: string, data: unknown): Promise<void> {
    return this.#request({ type: 'event', event, ...frameContent(data) });
  }

  /** A user event whose answer this resolves to: `data` is undefined where the function answered nothing. */
  async invoke(event: string, data: unknown): Promise<TestReply> {
    const frame = { type: 'invoke', target: 'event', event, ...frameContent(data) };
    const answer = await this.#ask((id) => ({ ...frame, invocationId: String(id) }));
    return answer['dataType'] === undefined ? { data: undefined } : readFrameContent(answer);
  }

  joinGroup(group: string): Promise<void> {
    return this.#request({ type: 'joinGroup', group });
  }

  leaveGroup(group: string): Promise<void> {
    return this.#request({ type: 'leaveGroup', group });
  }

  sendToGroup(group: string, data: unknown, { noEcho = false } = {}): Promise<void> {
    return this.#request({ type: 'sendToGroup', group, noEcho, ...frameContent(data) });
  }

  /** Loses the network: no close frame, no farewell. */
  async drop(): Promise<void> {
    this.#socket.terminate();
    await this.#ended;
  }

  /** Connects again: a reliable client takes up its connection and gets what it missed, another one is a new connection. */
  async reconnect(): Promise<void> {
    const url = new URL(this.#url);
    if (this.#reconnectionToken !== undefined) {
      url.search = '';
      url.searchParams.set('awps_connection_id', this.#connectionId ?? '');
      url.searchParams.set('awps_reconnection_token', this.#reconnectionToken);
    }
    const socket = openSocket(url.href, this.protocol);
    this.#socket = socket;
    this.#ended = this.#watch(socket);
    await this.#opened(socket);
  }

  async close(): Promise<void> {
    this.#socket.close(1000);
    await this.#ended;
  }

  async #opened(socket: WebSocket): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.once('unexpected-response', (_, response: IncomingMessage) => {
        void refuse(response, reject);
      });
      // A client of the service's JSON is in when it is told its id.
      if (this.protocol === 'simple') socket.once('open', resolve);
      else this.#acks.set(0, { resolve: () => resolve(), reject });
    });
  }

  #watch(socket: WebSocket): Promise<{ readonly code: number; readonly reason: string }> {
    socket.on('message', (data: Buffer, isBinary) => {
      if (this.protocol !== 'simple') this.#take(JSON.parse(data.toString()) as Frame);
      else this.#inbox.add(isBinary ? { data, dataType: 'binary' } : { data: data.toString(), dataType: 'text' });
    });
    return new Promise((resolve) => {
      socket.once('close', (code, reason) => {
        for (const { reject } of this.#acks.values())
          reject(new Error(`The connection was closed with ${String(code)}.`));
        this.#acks.clear();
        resolve({ code, reason: reason.toString() });
      });
      socket.on('error', () => undefined);
    });
  }

  #take(frame: Frame): void {
    if (frame['type'] === 'system') this.#takeSystem(frame);
    else if (frame['type'] === 'ack') this.#takeAck(frame['ackId'] as number, frame);
    else if (frame['type'] === 'invokeResponse') this.#takeAck(Number(frame['invocationId']), frame);
    else if (frame['type'] === 'message') this.#takeMessage(frame);
  }

  #takeSystem({ event, connectionId, userId, reconnectionToken }: Frame): void {
    if (event !== 'connected') return;
    this.#connectionId = connectionId as string;
    this.#userId = (userId as string | null) ?? undefined;
    this.#reconnectionToken = reconnectionToken as string | undefined;
    this.#acks.get(0)?.resolve({});
    this.#acks.delete(0);
  }

  #takeAck(id: number, frame: Frame): void {
    const waiting = this.#acks.get(id);
    this.#acks.delete(id);
    if (frame['success'] === true) return waiting?.resolve(frame);
    const error = (frame['error'] ?? {}) as { readonly name?: string; readonly message?: string };
    waiting?.reject(Object.assign(new Error(error.message ?? ''), { name: error.name ?? 'Error' }));
  }

  #takeMessage(frame: Frame): void {
    const { from, group, fromUserId, sequenceId } = frame;
    this.#inbox.add({
      from: from as 'group' | 'server',
      ...(group === undefined ? {} : { group: group as string, fromUserId: fromUserId as string | null }),
      ...readFrameContent(frame),
    });
    if (sequenceId !== undefined) this.#socket.send(JSON.stringify({ type: 'sequenceAck', sequenceId }));
  }

  async #sendBare(data: unknown): Promise<void> {
    const { body } = contentOf(data);
    await new Promise<void>((resolve, reject) => {
      this.#socket.send(body, { binary: typeof body !== 'string' }, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  }

  async #request(frame: Frame): Promise<void> {
    await this.#ask((ackId) => ({ ...frame, ackId }));
  }

  async #ask(frameOf: (id: number) => Frame): Promise<Frame> {
    if (this.protocol === 'simple')
      throw new TypeError('A simple client can only send(); connect it with the protocol "json".');
    const id = (this.#ackId += 1);
    return new Promise((resolve, reject) => {
      this.#acks.set(id, { resolve, reject });
      this.#socket.send(JSON.stringify(frameOf(id)), (error) => {
        if (error) reject(error);
      });
    });
  }
}

function openSocket(url: string, protocol: TestProtocol): WebSocket {
  return new WebSocket(url, [...subprotocols[protocol]]);
}

async function refuse(response: IncomingMessage, reject: (error: Error) => void): Promise<void> {
  try {
    reject(new TestConnectionRefused(response.statusCode ?? 0, await text(response)));
  } catch (error) {
    reject(error as Error);
  }
}
