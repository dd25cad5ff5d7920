import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { headerLinesOf } from './app.js';

/** One request as it arrived. */
export interface Arrived {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** The headers as they stood on the wire, `Name: value`. */
  readonly headerLines: readonly string[];
  readonly body: Buffer;
}

export interface Scripted {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
  /** Cuts the connection instead of answering. */
  readonly cut?: true;
}

export interface TinyService {
  readonly endpoint: string;
  readonly connectionString: string;
  readonly arrived: Arrived[];
  readonly close: () => Promise<void>;
}

export const tinyKey = 'a key of this spec';

/** A plain HTTP server that keeps what arrives and answers as it is told; it knows nothing of the service. */
export async function startTinyService(answer: (request: Arrived, index: number) => Scripted): Promise<TinyService> {
  const arrived: Arrived[] = [];
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', url = '', headers } = request;
    const entry = { method, url, headers, headerLines: headerLinesOf(request), body: await buffer(request) };
    const { status, headers: answered = {}, body, cut } = answer(entry, arrived.push(entry) - 1);
    if (cut) request.socket.destroy();
    else response.writeHead(status, answered).end(body);
  };
  const server = createServer((request, response) => {
    respond(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  const port = await listen(server);
  const endpoint = `http://127.0.0.1:${port}`;
  return {
    endpoint,
    connectionString: `Endpoint=${endpoint};AccessKey=${tinyKey};Version=1.0;`,
    arrived,
    close: () => close(server),
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
