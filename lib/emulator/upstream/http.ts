import type { Socket } from 'node:net';
import type { Agent, buildConnector } from 'undici';
import { setImmediate } from '../real-time.js';

export interface HttpCall {
  readonly url: string;
  readonly method: 'GET' | 'OPTIONS' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface HttpAnswer {
  readonly status: number;
  /** In lower case. */
  readonly headerNames: readonly string[];
  /** Every line of a header, by its name in lower case. */
  readonly lines: (name: string) => readonly string[];
  readonly body: Buffer;
}

/** Makes a call and reads its whole answer; it throws what keeps it from an answer. */
export type CallHttp = (call: HttpCall, signal: AbortSignal) => Promise<HttpAnswer>;

// official emulator: an answer of an event handler is at most 16 MiB.
const answerLimit = 16 * 1024 * 1024;

/** Told of a connection that was made. */
export type OnSocket = (socket: Socket) => void;

/** The only way from the emulator to the app. */
export class HttpOutlet {
  readonly #onSocket: OnSocket | undefined;
  #agent: Promise<Agent> | undefined;

  /** `onSocket` is told of each connection to an app. */
  constructor(onSocket?: OnSocket) {
    this.#onSocket = onSocket;
  }

  readonly call: CallHttp = async ({ url, method, headers, body }, signal) => {
    const { origin, pathname, search } = new URL(url);
    this.#agent ??= createAgent(this.#onSocket);
    const agent = await this.#agent;
    const answer = await agent.request({
      origin,
      path: pathname + search,
      method,
      headers,
      signal,
      ...(body === undefined ? {} : { body }),
    });
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of answer.body as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > answerLimit) throw new Error(`the answer is over ${answerLimit} bytes`);
      chunks.push(chunk);
    }
    const { statusCode: status, headers: lines } = answer;
    return { status, headerNames: Object.keys(lines), lines: linesOf(lines), body: Buffer.concat(chunks) };
  };

  /** Cuts what is still under way. */
  async close(): Promise<void> {
    const agent = await this.#agent;
    if (agent === undefined) return;
    // undici tells of the end by queueMicrotask(), which fake timers hold back. The connections are cut by then.
    await Promise.race([agent.destroy(), new Promise((resolve) => setImmediate(resolve))]);
  }
}

/** Loaded at the first event: it takes longer than everything else together. The deadlines are the callers'. */
async function createAgent(onSocket?: OnSocket): Promise<Agent> {
  const undici = await import('undici');
  const connect = onSocket && toldOf(undici.buildConnector({}), onSocket);
  return new undici.Agent({ headersTimeout: 0, bodyTimeout: 0, ...(connect && { connect }) });
}

function toldOf(connect: buildConnector.connector, onSocket: OnSocket): buildConnector.connector {
  return (options, callback) =>
    connect(options, (...[error, socket]) => {
      if (error !== null) return callback(error, null);
      onSocket(socket);
      callback(null, socket);
    });
}

function linesOf(headers: Readonly<Record<string, string | string[] | undefined>>): HttpAnswer['lines'] {
  return (name) => {
    const value = headers[name];
    if (value === undefined) return [];
    return typeof value === 'string' ? [value] : value;
  };
}
