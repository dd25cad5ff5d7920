import { on, once } from 'node:events';
import { WebSocket } from 'ws';
import type { AnswerMessage } from '../messages.js';

interface Frame {
  readonly type: string;
  readonly data?: AnswerMessage;
  readonly success?: boolean;
}

/** Somebody without a page who asks. For specs. */
export class Asker {
  readonly #socket: WebSocket;
  readonly #frames: AsyncIterator<readonly Buffer[], undefined>;
  #ackId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    this.#frames = on(socket, 'message', { close: ['close'] }) as AsyncIterator<readonly Buffer[], undefined>;
  }

  static async enter(url: string): Promise<Asker> {
    const answer = await fetch(`${url}/negotiate`, { method: 'POST' });
    const access = (await answer.json()) as { url: string };
    const socket = new WebSocket(access.url, 'json.webpubsub.azure.v1');
    const asker = new Asker(socket);
    await once(socket, 'open');
    return asker;
  }

  send(event: 'ask' | 'stop', data: unknown): void {
    this.#socket.send(JSON.stringify({ type: 'event', event, ackId: ++this.#ackId, dataType: 'json', data }));
  }

  /** The next thing that the app says. */
  async hears(): Promise<AnswerMessage> {
    const { data } = await this.#next('message');
    if (data === undefined) throw new Error('A message without data came.');
    return data;
  }

  /** Whether the next event was taken. */
  async isTaken(): Promise<boolean> {
    return (await this.#next('ack')).success === true;
  }

  async leave(): Promise<void> {
    const closed = once(this.#socket, 'close');
    this.#socket.close(1000);
    await closed;
  }

  async #next(type: string): Promise<Frame> {
    for (;;) {
      const { value } = await this.#frames.next();
      if (value === undefined) throw new Error(`The connection was closed before a frame "${type}" came.`);
      const frame = JSON.parse(String(value[0])) as Frame;
      if (frame.type === type) return frame;
    }
  }
}
