import { shownReceived } from '../model/received.js';

export interface TestClientOptions {
  readonly url: string;
  readonly subprotocol: string;
  readonly onMessage: (text: string) => void;
  readonly onClosed: (code: number, reason: string) => void;
}

/** A client of the emulator like any other, on this page. */
export class TestClient {
  readonly #socket: WebSocket;
  readonly #isReliable: boolean;
  #nextAckId = 1;

  private constructor(socket: WebSocket, { subprotocol, onMessage }: TestClientOptions) {
    this.#socket = socket;
    this.#isReliable = subprotocol.includes('reliable');
    socket.binaryType = 'arraybuffer';
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
      if (this.#isReliable && typeof data === 'string') this.#acknowledge(data);
      onMessage(shownReceived(data));
    };
  }

  /** Rejects where the emulator, or the app, does not let it in. */
  static async open(options: TestClientOptions): Promise<TestClient> {
    const { url, subprotocol, onClosed } = options;
    const socket = new WebSocket(url, subprotocol === '' ? [] : [subprotocol]);
    const client = new TestClient(socket, options);
    await new Promise<void>((resolve, reject) => {
      socket.onopen = () => resolve();
      socket.onerror = () => reject(new Error('It was not let in: the timeline says why.'));
    });
    socket.onclose = ({ code, reason }) => onClosed(code, reason);
    return client;
  }

  sendText(text: string): void {
    this.#socket.send(text);
  }

  /** Sends a frame that is to be acknowledged. */
  sendFrame(frame: object): void {
    this.#socket.send(JSON.stringify({ ...frame, ackId: this.#nextAckId }));
    this.#nextAckId += 1;
  }

  close(): void {
    this.#socket.close(1000);
  }

  #acknowledge(text: string): void {
    const { sequenceId } = JSON.parse(text) as { readonly sequenceId?: number };
    if (sequenceId !== undefined) this.#socket.send(JSON.stringify({ type: 'sequenceAck', sequenceId }));
  }
}
