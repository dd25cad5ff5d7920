import type { WebSocket } from 'ws';
import { onFailure, openSocket } from './client-socket.js';
import type { TestProtocol } from './test-protocol.js';
import { within, type Wait } from './within.js';

/** How a connection ended: the code and the reason of the WebSocket. */
export interface Ending {
  readonly code: number;
  readonly reason: string;
}

export interface ClientLinkInit {
  readonly url: string;
  readonly protocol: TestProtocol;
  /** Whose it is, for messages. */
  readonly name: () => string;
  readonly onData: (data: Buffer, isBinary: boolean) => void;
  /** Told in words. */
  readonly onEnded: (how: string) => void;
  /** Told of whatever is sent or received. */
  readonly happened: () => void;
}

/** One WebSocket of a client, from its opening to its end. A client that comes back has another one. */
export class ClientLink {
  readonly closed: Promise<Ending>;
  readonly #init: ClientLinkInit;
  readonly #socket: WebSocket;
  #opening: Wait<undefined> | undefined;
  #ending: Ending | undefined;

  constructor(init: ClientLinkInit) {
    this.#init = init;
    this.#socket = openSocket(init.url, init.protocol);
    this.#socket.on('message', (data: Buffer, isBinary) => {
      init.happened();
      init.onData(data, isBinary);
    });
    this.closed = new Promise((resolve) => {
      this.#socket.once('close', (code, reason) => resolve(this.#end({ code, reason: reason.toString() })));
    });
  }

  /** Resolves when the client is in, which a client of the service's JSON has to be told: see {@link welcome}. */
  async opened(call: string, milliseconds: number): Promise<void> {
    const late = (): string => {
      this.#socket.terminate();
      const question = 'Does the function for "connect" return?';
      return `${call} of ${this.#init.name()} was not answered within ${String(milliseconds)} ms. ${question}`;
    };
    await within<undefined>({ milliseconds, late }, (opening) => {
      this.#opening = opening;
      onFailure(this.#socket, opening.reject);
      if (this.#init.protocol === 'simple') this.#socket.once('open', () => this.welcome());
    });
  }

  /** The client is in. */
  welcome(): void {
    this.#init.happened();
    this.#opening?.resolve(undefined);
    this.#opening = undefined;
  }

  /** Resolves when it has ended; rejects when it is `late`. */
  ended(milliseconds: number, late: () => string): Promise<Ending> {
    return within<Ending>({ milliseconds, late }, ({ resolve }) => {
      if (this.#ending !== undefined) resolve(this.#ending);
      else this.#socket.once('close', (code, reason) => resolve({ code, reason: reason.toString() }));
    });
  }

  /** Resolves when the system has taken it. */
  async send(call: string, data: string | Uint8Array): Promise<void> {
    this.#requireOpen(call);
    this.#init.happened();
    await new Promise<void>((resolve, reject) => {
      this.#socket.send(data, { binary: typeof data !== 'string' }, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  }

  /** Ends it as a lost network does. */
  async cut(): Promise<void> {
    this.#init.happened();
    this.#socket.terminate();
    await this.closed;
  }

  async close(): Promise<void> {
    this.#init.happened();
    this.#socket.close(1000);
    await this.closed;
  }

  #end(ending: Ending): Ending {
    const how = describe(ending);
    this.#ending = ending;
    this.#init.happened();
    this.#opening?.reject(new Error(`${this.#init.name()} was not let in: ${how}.`));
    this.#init.onEnded(how);
    return ending;
  }

  // The socket itself would only say that it is not open.
  #requireOpen(call: string): void {
    if (this.#socket.readyState === this.#socket.OPEN) return;
    const how = this.#ending === undefined ? 'the connection is ending' : describe(this.#ending);
    throw new Error(`${call} of ${this.#init.name()} is not possible: ${how}.`);
  }
}

function describe({ code, reason }: Ending): string {
  return `the connection has ended with ${String(code)}${reason === '' ? '' : ` "${reason}"`}`;
}
