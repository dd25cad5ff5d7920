import { Acks, type Ack } from './acks.js';
import type { AppWords } from './app-words.js';
import { bareMessage, frameContent, messageOf, replyOf } from './client-frames.js';
import type { Frame, TestReply, TypedReply } from './client-frames.js';
import { ClientLink, type Ending } from './client-link.js';
import { dataContent } from './event-bodies.js';
import { Inbox } from './inbox.js';
import { judge, milliseconds } from './judge.js';
import { recoveryUrl } from './recovery-url.js';
import { lookFor } from './test-message.js';
import type { TestMessage, TypedMessage, Wanted } from './test-message.js';
import type { TestProtocol } from './test-protocol.js';

export type { TestReply, TypedReply } from './client-frames.js';
export type { Ending } from './client-link.js';
export type { TestProtocol } from './test-protocol.js';

/** What a client is made of. */
export interface TestClientInit {
  readonly url: string;
  readonly hub: string;
  readonly userId: string | undefined;
  readonly protocol: TestProtocol;
  /** Milliseconds that it may take to be let in, and to have a request acknowledged. */
  readonly timeout: number;
  /** Told of whatever is sent or received. */
  readonly happened: () => void;
  /** What the app says; undefined where nobody hears it. */
  readonly words: AppWords | undefined;
}

/** A client of the emulator, over a WebSocket. Operations resolve when the service has acknowledged them, and reject where it says no. */
export class TestClient {
  /** How it speaks. */
  readonly protocol: TestProtocol;
  readonly #init: TestClientInit;
  readonly #inbox = new Inbox<TestMessage>(() => this.#name());
  readonly #acks = new Acks();
  #link: ClientLink;
  #isDropped = false;
  /** What the app had said before the client came. */
  readonly #first: number;
  /** What the app had said when the client last got what it awaited. */
  #mark: number;
  #connectionId: string | undefined;
  #userId: string | undefined;
  #reconnectionToken: string | undefined;

  private constructor(init: TestClientInit) {
    this.#init = init;
    this.protocol = init.protocol;
    this.#userId = init.userId;
    this.#first = init.words?.mark ?? 0;
    this.#mark = this.#first;
    this.#link = this.#linkTo(init.url);
  }

  /**
   * @throws TestConnectionRefused with status and body of the answer.
   * @internal
   */
  static async open(init: TestClientInit): Promise<TestClient> {
    const client = new TestClient(init);
    await client.#explained(() => client.#link.opened('connect()', init.timeout));
    return client;
  }

  /** Undefined for a simple client, which is not told. */
  get connectionId(): string | undefined {
    return this.#connectionId;
  }

  /** Undefined for an anonymous client. */
  get userId(): string | undefined {
    return this.#userId;
  }

  /** Every message so far, in order. */
  get received(): readonly TestMessage[] {
    return this.#inbox.items;
  }

  /** Resolves when the connection has ended, with the code and reason of the WebSocket, however long that takes. */
  get closed(): Promise<Ending> {
    return this.#link.closed;
  }

  /**
   * Resolves when the connection has ended, with the code and reason of the WebSocket.
   * @param timeout Milliseconds, 1,000 by default; then it rejects and tells what came instead.
   */
  async ended(timeout = 1_000): Promise<Ending> {
    judge('ended()', { timeout }, { timeout: milliseconds });
    const late = (): string =>
      `The connection of ${this.#name()} has not ended within ${String(timeout)} ms. ${this.#inbox.unseen()}`;
    return this.#explainedWait(() => this.#link.ended(timeout, late));
  }

  /**
   * The next message that nobody has awaited yet, or the next that is wanted: that a predicate takes, or that has members such as
   * `{ data: { type: 'joined' } }`. Those before it count as seen. Rejects at once where the connection has ended.
   * @param timeout Milliseconds, 1,000 by default; then it rejects and tells what came instead.
   */
  next<T extends TestMessage>(wanted: (message: TestMessage) => message is T, timeout?: number): Promise<T>;
  next(wanted?: Wanted, timeout?: number): Promise<TestMessage>;
  next<TData>(wanted?: Wanted, timeout?: number): Promise<TypedMessage<TData>>;
  async next(wanted?: Wanted, timeout?: number): Promise<TestMessage> {
    const looked = lookFor(wanted);
    return this.#awaited(() => this.#inbox.next({ ...looked, timeout }));
  }

  /** The user event `message`: a simple client sends the bare text or bytes. */
  send(data: unknown): Promise<void> {
    return this.protocol === 'simple' ? this.#sendBare(data) : this.sendEvent('message', data);
  }

  /** A user event by its name. The answer of its function arrives as a message. */
  async sendEvent(event: string, data: unknown): Promise<void> {
    return this.#request(`sendEvent("${event}")`, { type: 'event', event, ...frameContent(data) });
  }

  /** A user event whose answer this resolves to: `data` is undefined where the function answered nothing. */
  invoke(event: string, data: unknown): Promise<TestReply>;
  invoke<TData>(event: string, data: unknown): Promise<TypedReply<TData>>;
  async invoke(event: string, data: unknown): Promise<TestReply> {
    const frame = { type: 'invoke', target: 'event', event, ...frameContent(data) };
    const answer = await this.#ask(`invoke("${event}")`, (id) => ({ ...frame, invocationId: String(id) }));
    return replyOf({ ...answer });
  }

  /** Joins a group, which its roles must permit. */
  joinGroup(group: string): Promise<void> {
    return this.#request(`joinGroup("${group}")`, { type: 'joinGroup', group });
  }

  /** Leaves a group, which its roles must permit. */
  leaveGroup(group: string): Promise<void> {
    return this.#request(`leaveGroup("${group}")`, { type: 'leaveGroup', group });
  }

  /** A message to everyone in a group, which its roles must permit; with `noEcho`, not to itself. */
  async sendToGroup(group: string, data: unknown, { noEcho = false } = {}): Promise<void> {
    return this.#request(`sendToGroup("${group}")`, { type: 'sendToGroup', group, noEcho, ...frameContent(data) });
  }

  /** Loses the network: no close frame, no farewell. */
  async drop(): Promise<void> {
    this.#isDropped = true;
    await this.#link.cut();
  }

  /**
   * Connects again, and drops what it still has: a reliable client takes up its connection and gets what it missed, another one is a new
   * connection.
   */
  async reconnect(): Promise<void> {
    await this.drop();
    const { url } = this.#init;
    const token = this.#reconnectionToken;
    const target = token === undefined ? url : recoveryUrl(url, this.#connectionId ?? '', token);
    this.#isDropped = false;
    this.#inbox.reopen();
    this.#link = this.#linkTo(target);
    await this.#explained(() => this.#link.opened('reconnect()', this.#init.timeout));
  }

  /** Says farewell (1000), and resolves when the connection has ended. */
  async close(): Promise<void> {
    await this.#link.close();
  }

  /** The same, for `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #linkTo(url: string): ClientLink {
    const { protocol, happened } = this.#init;
    return new ClientLink({
      ...{ url, protocol, happened, name: () => this.#name() },
      onData: (data, isBinary) => {
        if (protocol === 'simple') this.#inbox.add(bareMessage(data, isBinary));
        else this.#take(JSON.parse(data.toString()) as Frame);
      },
      onEnded: (how) => {
        this.#acks.end(how);
        // Whoever lost the network may come back, and may wait for what it missed before it does.
        if (!this.#isDropped) this.#inbox.end(how);
      },
    });
  }

  #take(frame: Frame): void {
    if (frame['type'] === 'system') this.#takeSystem(frame);
    else if (frame['type'] === 'ack') this.#acks.take(frame as Frame & Ack);
    else if (frame['type'] === 'invokeResponse') this.#takeResponse(frame);
    else if (frame['type'] === 'message') this.#takeMessage(frame);
  }

  #takeSystem({ event, connectionId, userId, reconnectionToken }: Frame): void {
    if (event !== 'connected') return;
    this.#connectionId = connectionId as string;
    this.#userId = (userId as string | null) ?? undefined;
    this.#reconnectionToken = reconnectionToken as string | undefined;
    this.#link.welcome();
  }

  #takeResponse(frame: Frame): void {
    this.#acks.take({ ...(frame as Frame & Ack), ackId: Number(frame['invocationId']) });
  }

  #takeMessage(frame: Frame): void {
    this.#inbox.add(messageOf(frame));
    const { sequenceId } = frame;
    if (sequenceId === undefined) return;
    // On a connection that is ending, nobody reads it.
    this.#link.send('sequenceAck', JSON.stringify({ type: 'sequenceAck', sequenceId })).catch(() => undefined);
  }

  async #sendBare(data: unknown): Promise<void> {
    await this.#explained(() => this.#link.send('send()', dataContent('send()', data).body));
  }

  async #request(call: string, frame: Frame): Promise<void> {
    await this.#ask(call, (ackId) => ({ ...frame, ackId }));
  }

  async #ask(call: string, frameOf: (id: number) => Frame): Promise<Ack> {
    if (this.protocol === 'simple')
      throw new TypeError('A simple client can only send(); connect it with the protocol "json".');
    const request = {
      ...{ what: `${call} of ${this.#name()}`, milliseconds: this.#init.timeout },
      instead: () => this.#inbox.unseen(),
      send: (id: number) => this.#link.send(call, JSON.stringify(frameOf(id))),
    };
    return this.#explained(() => this.#acks.ask(request));
  }

  async #awaited<T>(wait: () => Promise<T>): Promise<T> {
    const got = await this.#explainedWait(wait);
    this.#mark = this.#init.words?.mark ?? 0;
    return got;
  }

  /** A failure of the call tells what the app said meanwhile. */
  async #explained<T>(call: () => Promise<T>, mark = this.#init.words?.mark ?? 0): Promise<T> {
    try {
      return await call();
    } catch (error) {
      throw this.#init.words?.explain(error, mark) ?? error;
    }
  }

  /**
   * What a client awaits may be missing for what the app said before: whatever it said since the client last got something, and what no failure
   * has told yet.
   */
  async #explainedWait<T>(wait: () => Promise<T>): Promise<T> {
    try {
      return await wait();
    } catch (error) {
      throw this.#init.words?.explainWait(error, this.#mark, this.#first) ?? error;
    }
  }

  #name(): string {
    const who = this.#userId === undefined ? 'an anonymous client' : `client "${this.#userId}"`;
    const connection = this.#connectionId === undefined ? '' : ` (connection ${this.#connectionId})`;
    return `${who} of hub "${this.#init.hub}"${connection}${this.#isDropped ? ', whose network is lost,' : ''}`;
  }
}
