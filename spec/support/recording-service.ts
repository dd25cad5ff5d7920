import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface RecordedCall {
  readonly method: string;
  /** Path without the query. */
  readonly path: string;
  readonly body: string;
}

export interface RecordingService {
  readonly connectionString: string;
  readonly calls: readonly RecordedCall[];
}

const accessKey = 'key-of-the-recording-service';
const successes: Readonly<Record<string, number>> = { POST: 202, PUT: 200, DELETE: 204, HEAD: 200 };

/** Stands for the service while `story` runs: takes every call, or answers with the status that `answer` gives. */
export async function recordCalls<T>(
  story: (service: RecordingService) => Promise<T>,
  answer: (call: RecordedCall) => number | undefined | Promise<number> = () => undefined,
): Promise<T> {
  const calls: RecordedCall[] = [];
  const respond = async (request: http.IncomingMessage, response: http.ServerResponse): Promise<void> => {
    const { method = '', url = '' } = request;
    const call = { method, path: decodeURIComponent(url.split('?', 1).join()), body: await text(request) };
    calls.push(call);
    response.writeHead((await answer(call)) ?? successes[method] ?? 500).end();
  };
  const server = http.createServer((request, response) => {
    respond(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    return await story({
      calls,
      connectionString: `Endpoint=http://127.0.0.1:${String(port)};AccessKey=${accessKey};Version=1.0;`,
    });
  } finally {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
}
