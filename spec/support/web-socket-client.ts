import type { IncomingMessage } from 'node:http';
import { WebSocket, type ClientOptions } from 'ws';

/** How an upgrade was refused. */
export interface Refused {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly body: string;
}

/** A WebSocket whose messages can be awaited one by one; text as string, binary as Buffer. */
export class WebSocketClient {
  readonly socket: WebSocket;
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly #messages: (string | Buffer)[] = [];
  #wake = (): void => {};

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data: Buffer, isBinary) => {
      this.#messages.push(isBinary ? data : data.toString('utf8'));
      this.#wake();
    });
    this.closed = new Promise((resolve) => {
      socket.once('close', (code, reason) => resolve({ code, reason: reason.toString('utf8') }));
    });
  }

  static async open(url: string, subprotocols: string[] = [], options: ClientOptions = {}): Promise<WebSocketClient> {
    const client = new WebSocketClient(new WebSocket(url, subprotocols, options));
    await new Promise<void>((resolve, reject) => {
      client.socket.once('open', resolve);
      client.socket.once('error', reject);
    });
    client.socket.on('error', () => {});
    return client;
  }

  /** Expects the upgrade to be refused. */
  static refused(url: string, subprotocols: string[] = [], options: ClientOptions = {}): Promise<Refused> {
    const socket = new WebSocket(url, subprotocols, options);
    return new Promise((resolve, reject) => {
      socket.once('open', () => reject(new Error('the upgrade was not refused')));
      socket.once('error', reject);
      socket.once('unexpected-response', async (_, response: IncomingMessage) => {
        const chunks: Buffer[] = [];
        for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
        const body = Buffer.concat(chunks).toString('utf8');
        resolve({ status: response.statusCode ?? 0, contentType: response.headers['content-type'], body });
      });
    });
  }

  async next(): Promise<string | Buffer> {
    for (;;) {
      const message = this.#messages.shift();
      if (message !== undefined) return message;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  async nextJson(): Promise<Record<string, unknown>> {
    return JSON.parse(String(await this.next())) as Record<string, unknown>;
  }

  /** Sends a frame and resolves to the one that comes back. */
  async ask(frame: object): Promise<Record<string, unknown>> {
    this.socket.send(JSON.stringify(frame));
    return this.nextJson();
  }

  async close(): Promise<void> {
    this.socket.close(1000);
    await this.closed;
  }
}
