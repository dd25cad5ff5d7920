import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** What an app answers to a request: any bytes, after which it may cut the connection. */
export interface AppAnswer {
  readonly bytes: Buffer;
  readonly isCut?: boolean;
}

/** Given the head and the body of a request. */
export type AnswerRequest = (head: string, body: string) => AppAnswer;

/** An app that need not speak HTTP. */
export class BrokenApp {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(answer: AnswerRequest): Promise<BrokenApp> {
    const app = new BrokenApp(createServer());
    app.#server.on('connection', (socket) => {
      app.#sockets.add(socket);
      socket.on('close', () => app.#sockets.delete(socket));
      socket.on('error', () => undefined);
      listen(socket, answer);
    });
    app.#server.listen(0, '127.0.0.1');
    await once(app.#server, 'listening');
    return app;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  close(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }
}

/** Answers one request after the other; those of the emulator are whole and have a length. */
function listen(socket: Socket, answer: AnswerRequest): void {
  let received = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    for (;;) {
      const end = received.indexOf('\r\n\r\n');
      const head = received.toString('latin1', 0, end);
      const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
      if (end < 0 || received.length < end + 4 + length) return;
      const { bytes, isCut = false } = answer(head, received.toString('utf8', end + 4, end + 4 + length));
      received = received.subarray(end + 4 + length);
      socket.write(bytes);
      if (isCut) socket.destroySoon();
    }
  });
}
