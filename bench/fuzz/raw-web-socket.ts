import { nextAnswer, type HttpAnswer } from './http-answer.js';
import { RawSocket } from './raw-socket.js';
import { encodeFrame, opcodes, readFrame, type ReadFrame } from './web-socket-bytes.js';

export interface Handshake {
  readonly path: string;
  readonly subprotocols?: string | undefined;
  /** Lines without their ends. */
  readonly headers?: readonly string[];
}

/** How a WebSocket ended; 1006 where no close frame was there. */
export interface Ending {
  readonly code: number;
  readonly reason: string;
}

export interface Message {
  readonly data: Buffer;
  readonly isBinary: boolean;
}

/** A WebSocket client that can be made to break every rule. */
export class RawWebSocket {
  readonly socket: RawSocket;
  ending: Ending | undefined;
  readonly #waiting: Message[] = [];
  #pongs = 0;

  private constructor(socket: RawSocket) {
    this.socket = socket;
  }

  /** Asks for a WebSocket; what is no 101 comes back as the answer that it is, undefined where there is none. */
  static async open(port: number, handshake: Handshake): Promise<RawWebSocket | HttpAnswer | undefined> {
    const socket = await RawSocket.connect(port);
    socket.write(Buffer.from(handshakeText(handshake), 'latin1'));
    const answer = await nextAnswer(socket, 'GET');
    if (answer !== undefined && 'status' in answer && answer.status === 101) return new RawWebSocket(socket);
    socket.destroy();
    return answer === undefined || 'isEnded' in answer ? undefined : answer;
  }

  send(...messages: readonly Message[]): void {
    const frames = messages.map(({ data, isBinary }) =>
      encodeFrame({ opcode: isBinary ? opcodes.binary : opcodes.text, payload: data }),
    );
    this.socket.write(Buffer.concat(frames));
  }

  /** The next message, or how the WebSocket ended; undefined when neither comes. */
  async next(): Promise<Message | Ending | undefined> {
    return this.socket.until(() => {
      this.#read();
      return this.#waiting.shift() ?? this.ending;
    });
  }

  /** Whether it still answers a ping of its own, or how it ended. */
  async answersPing(): Promise<true | Ending | undefined> {
    const before = this.#pongs;
    this.socket.write(encodeFrame({ opcode: opcodes.ping, payload: Buffer.from('?') }));
    return this.socket.until(() => {
      this.#read();
      return this.#pongs > before ? true : this.ending;
    });
  }

  /** Takes its leave and waits until the server has ended the connection. */
  async close(): Promise<void> {
    this.socket.write(encodeFrame({ opcode: opcodes.close, payload: Buffer.from([3, 232]) }));
    await this.socket.until(() => {
      this.#read();
      return this.ending;
    });
    this.socket.destroy();
  }

  #read(): void {
    let at = 0;
    for (let frame = readFrame(this.socket.bytes, at); frame !== undefined && this.ending === undefined;) {
      this.#take(frame);
      at = frame.end;
      frame = readFrame(this.socket.bytes, at);
    }
    this.socket.take(at);
    if (this.socket.isEnded) this.ending ??= { code: 1006, reason: '' };
  }

  #take({ opcode, payload }: ReadFrame): void {
    if (opcode === opcodes.pong) this.#pongs += 1;
    else if (opcode === opcodes.ping) this.socket.write(encodeFrame({ opcode: opcodes.pong, payload }));
    else if (opcode === opcodes.close) this.#end(payload);
    else this.#waiting.push({ data: payload, isBinary: opcode === opcodes.binary });
  }

  #end(payload: Buffer): void {
    const code = payload.length < 2 ? 1005 : payload.readUInt16BE(0);
    this.ending = { code, reason: payload.toString('utf8', 2) };
    this.socket.write(encodeFrame({ opcode: opcodes.close, payload: payload.subarray(0, 2) }));
    this.socket.end();
  }
}

function handshakeText({ path, subprotocols, headers = [] }: Handshake): string {
  return [
    `GET ${path} HTTP/1.1`,
    'Host: localhost',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ...(subprotocols === undefined ? [] : [`Sec-WebSocket-Protocol: ${subprotocols}`]),
    ...headers,
    '\r\n',
  ].join('\r\n');
}
