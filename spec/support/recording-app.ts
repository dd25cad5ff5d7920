import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A request as the app saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly bytes: Buffer;
  /** `ce-eventname`, or `validate` for the question whether events are wanted. */
  readonly event: string;
  /** Resolves when the connection that it came by is closed. */
  readonly closed: Promise<unknown>;
}

export interface AppAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: string | Uint8Array;
}

export type AnswerEvent = (request: SeenRequest) => AppAnswer | Promise<AppAnswer>;

/** An app with an event handler; it keeps what it was asked and says yes to every validation unless told otherwise. */
export class RecordingApp {
  readonly requests: SeenRequest[] = [];
  readonly #server: Server;
  readonly #watchers = new Set<() => void>();
  readonly #ends = new WeakMap<Socket, Promise<unknown>>();

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(answer: AnswerEvent = () => ({})): Promise<RecordingApp> {
    const server = createServer();
    const app = new RecordingApp(server);
    server.on('request', (request, response) => {
      app.#answer(request, response, answer).catch(() => response.destroy());
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return app;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The hub setting that sends every event here. */
  get handler() {
    return {
      urlTemplate: `${this.url}/{hub}/{event}`,
      userEventPattern: '*',
      systemEvents: ['connect', 'connected', 'disconnected'],
    } as const;
  }

  /** Resolves to the first request of an event, also one that came already. */
  async seen(event: string): Promise<SeenRequest> {
    for (;;) {
      const found = this.requests.find((request) => request.event === event);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => this.#watchers.add(resolve));
    }
  }

  get events(): readonly string[] {
    return this.requests.map(({ event }) => event);
  }

  async #answer(request: IncomingMessage, response: ServerResponse, answer: AnswerEvent): Promise<void> {
    const seen = await this.#record(request);
    const welcome = seen.event === 'validate' ? { headers: { 'WebHook-Allowed-Origin': '*' } } : {};
    const given = { ...welcome, ...(await answer(seen)) };
    response.writeHead(given.status ?? 200, given.headers);
    response.end(given.body);
  }

  async #record(request: IncomingMessage): Promise<SeenRequest> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const { method = '', url = '', headers } = request;
    const event = String(headers['ce-eventname'] ?? 'validate');
    const closed = this.#endOf(request.socket);
    const bytes = Buffer.concat(chunks);
    const seen = { method, url, headers, body: bytes.toString('utf8'), bytes, event, closed };
    this.requests.push(seen);
    for (const wake of this.#watchers) wake();
    this.#watchers.clear();
    return seen;
  }

  /** One for each connection, however many requests come by it. */
  #endOf(socket: Socket): Promise<unknown> {
    const known = this.#ends.get(socket);
    if (known !== undefined) return known;
    const end = new Promise((resolve) => socket.once('close', resolve));
    this.#ends.set(socket, end);
    return end;
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }
}
