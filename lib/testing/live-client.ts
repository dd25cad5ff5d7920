import { clearInterval, setInterval } from 'node:timers';
import { setTimeout } from 'node:timers/promises';
import { bareMessage, frameContent } from './client-frames.js';
import type { Frame } from './client-frames.js';
import { ClientLink, type Ending } from './client-link.js';
import { recoveryUrl } from './recovery-url.js';
import type { TestProtocol } from './test-protocol.js';

/** Who listens to a live client. */
export interface LiveClientListener {
  /** Told of every frame of the service; of a simple client's messages as frames of the type `message`. */
  readonly onFrame: (frame: Frame) => void;
  /** The network is lost, and how: a reliable client tries to take its connection up again. */
  readonly onLost?: (how: string) => void;
  /** It has been taken up again; what was missed comes now. */
  readonly onRecovered?: () => void;
}

export interface LiveClientInit extends LiveClientListener {
  readonly url: string;
  readonly protocol: TestProtocol;
  /** Milliseconds that it may take to be let in. */
  readonly timeout: number;
  /** Milliseconds before each try to recover; over when the service has forgotten the connection. */
  readonly pauses?: readonly number[];
}

// service: a reliable connection outlives its WebSocket by 30 seconds.
const recoveryPauses = [0, 500, 1_000, 2_000, 4_000, 8_000, 14_000];
// service: what closes a WebSocket whose connection cannot be taken up any more.
const notRecoverable = 1008;

/** A client that stays: it keeps nothing of what it received, acknowledges by itself, and comes back after a loss where its protocol can. */
export class LiveClient {
  /** Resolves when it has ended for good. */
  readonly closed: Promise<Ending>;
  readonly #init: LiveClientInit;
  #link: ClientLink;
  #ackId = 0;
  #recoveryUrl: string | undefined;
  #isClosing = false;

  private constructor(init: LiveClientInit, link: ClientLink) {
    this.#init = init;
    this.#link = link;
    // Sockets of the kit keep no process alive; this client does.
    const alive = setInterval(() => undefined, 1_000_000);
    this.closed = this.#follow().finally(() => clearInterval(alive));
  }

  /** @throws TestConnectionRefused with status and body of the answer. */
  static async open(init: LiveClientInit): Promise<LiveClient> {
    const early: Frame[] = [];
    let take = (frame: Frame): void => void early.push(frame);
    const link = linkOf(init, init.url, (frame) => take(frame));
    await link.opened('connect()', init.timeout);
    const client = new LiveClient(init, link);
    take = (frame) => client.#take(frame);
    early.forEach(take);
    return client;
  }

  /** What a simple client sends: the text, the bytes, or JSON as text. */
  send(data: unknown): Promise<void> {
    const { dataType, data: content } = frameContent(data);
    const bare = dataType === 'json' ? JSON.stringify(data) : (content as string);
    return this.#link.send('send()', dataType === 'binary' ? Buffer.from(bare, 'base64') : bare);
  }

  /** Sends a frame of the service's JSON with a new `ackId`, which it resolves to. `data` goes as what it is, unless a `dataType` is there. */
  async request(frame: Frame): Promise<number> {
    const ackId = (this.#ackId += 1);
    const content = 'data' in frame && !('dataType' in frame) ? frameContent(frame['data']) : {};
    await this.#link.send(String(frame['type']), JSON.stringify({ ...frame, ...content, ackId }));
    return ackId;
  }

  /** Says farewell, and resolves when the connection has ended. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#link.close();
    await this.closed;
  }

  /** Loses the network, for tests. */
  drop(): Promise<void> {
    return this.#link.cut();
  }

  #take(frame: Frame): void {
    const { type, event, connectionId, reconnectionToken, sequenceId } = frame;
    if (type === 'system' && event === 'connected' && typeof reconnectionToken === 'string')
      this.#recoveryUrl = recoveryUrl(this.#init.url, String(connectionId), reconnectionToken);
    this.#init.onFrame(frame);
    if (sequenceId === undefined) return;
    // On a connection that is ending, nobody reads it.
    this.#link.send('sequenceAck', JSON.stringify({ type: 'sequenceAck', sequenceId })).catch(() => undefined);
  }

  async #follow(): Promise<Ending> {
    for (;;) {
      const ending = await this.#link.closed;
      const isFinal = ending.code === 1000 || ending.code === notRecoverable;
      if (this.#isClosing || isFinal || this.#recoveryUrl === undefined) return ending;
      this.#init.onLost?.(`${String(ending.code)} ${ending.reason}`.trim());
      if (!(await this.#recover(this.#recoveryUrl))) return ending;
      this.#init.onRecovered?.();
    }
  }

  async #recover(url: string): Promise<boolean> {
    for (const pause of this.#init.pauses ?? recoveryPauses) {
      await setTimeout(pause);
      if (this.#isClosing) return false;
      const link = linkOf(this.#init, url, (frame) => this.#take(frame));
      this.#link = link;
      try {
        await link.opened('recover()', this.#init.timeout);
        return true;
      } catch {
        const { code } = await link.closed;
        if (code === notRecoverable) return false;
      }
    }
    return false;
  }
}

function linkOf({ protocol }: LiveClientInit, url: string, onFrame: (frame: Frame) => void): ClientLink {
  const link: ClientLink = new ClientLink({
    ...{ url, protocol, name: () => 'the client', happened: () => undefined, onEnded: () => undefined },
    onData: (data, isBinary) => {
      const frame = protocol === 'simple' ? { type: 'message', ...bareMessage(data, isBinary) } : readFrame(data);
      if (frame['type'] === 'system' && frame['event'] === 'connected') link.welcome();
      onFrame(frame);
    },
  });
  return link;
}

function readFrame(data: Buffer): Frame {
  return JSON.parse(data.toString()) as Frame;
}
