import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

// Whoever has not answered by then does not answer.
const patienceMilliseconds = 30_000;

/** A TCP connection that writes any bytes and can be asked for what has come so far. */
export class RawSocket {
  readonly #socket: Socket;
  /** What has come and was not taken. */
  bytes: Buffer = Buffer.alloc(0);
  /** Whether nothing more will come. */
  isEnded = false;
  #wake: () => void = () => undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => {
      this.bytes = this.bytes.length === 0 ? chunk : Buffer.concat([this.bytes, chunk]);
      this.#wake();
    });
    // A reset is an end like another.
    socket.on('error', () => undefined);
    for (const event of ['end', 'close'] as const) {
      socket.on(event, () => {
        this.isEnded = true;
        this.#wake();
      });
    }
  }

  static async connect(port: number): Promise<RawSocket> {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    await once(socket, 'connect');
    socket.setNoDelay(true);
    return new RawSocket(socket);
  }

  write(bytes: Buffer | string): void {
    if (this.#socket.writable) this.#socket.write(bytes);
  }

  /** Says that no more will be written. */
  end(): void {
    this.#socket.end();
  }

  reset(): void {
    // Node never closes the handle of a socket that it cannot reset any more, which is one that said its end.
    if (this.#socket.writable) this.#socket.resetAndDestroy();
    else this.destroy();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  take(count: number): void {
    this.bytes = this.bytes.subarray(count);
  }

  /** Asks again whenever something has come, until there is an answer; undefined when none came in time. */
  async until<T>(ask: () => T | undefined): Promise<T | undefined> {
    const end = performance.now() + patienceMilliseconds;
    const timer = setTimeout(() => this.#wake(), patienceMilliseconds + 1);
    try {
      for (;;) {
        const answer = ask();
        if (answer !== undefined || performance.now() >= end) return answer;
        await new Promise<void>((resolve) => (this.#wake = resolve));
      }
    } finally {
      clearTimeout(timer);
    }
  }
}
