import type { RawSocket } from './raw-socket.js';

export interface HttpAnswer {
  readonly status: number;
  /** In lower case; of a repeated one the last. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
  /** Whether another request may follow on the same connection. */
  readonly isKeptAlive: boolean;
}

/** The connection ended without an answer. */
export interface Ended {
  readonly isEnded: true;
}

/** Takes the next answer from a connection; undefined when none comes. */
export async function nextAnswer(socket: RawSocket, method: string): Promise<HttpAnswer | Ended | undefined> {
  return socket.until(() => {
    const read = readAnswer(socket, method);
    if (read !== undefined) socket.take(read.end);
    return read?.answer ?? (socket.isEnded ? { isEnded: true } : undefined);
  });
}

function readAnswer(
  { bytes, isEnded }: RawSocket,
  method: string,
): { readonly answer: HttpAnswer; readonly end: number } | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const [statusLine = '', ...lines] = bytes.toString('latin1', 0, headEnd).split('\r\n');
  const headers = new Map(lines.map((line) => splitLine(line)));
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(statusLine)?.[1]);
  const start = headEnd + 4;
  const end = bodyEnd(status, method, headers, start) ?? (isEnded ? bytes.length : Infinity);
  if (bytes.length < end) return undefined;
  const content = bytes.toString('utf8', start, end);
  // Where it has nothing to say, node:http says it in chunks.
  const body = headers.get('transfer-encoding') === 'chunked' && content === '0\r\n\r\n' ? '' : content;
  const isKeptAlive = headers.get('connection')?.toLowerCase() !== 'close';
  return { answer: { status, headers, body, isKeptAlive }, end };
}

function bodyEnd(status: number, method: string, headers: HttpAnswer['headers'], start: number): number | undefined {
  if (method === 'HEAD' || status === 204 || status === 304 || status < 200) return start;
  const length = headers.get('content-length');
  return length === undefined ? undefined : start + Number(length);
}

function splitLine(line: string): readonly [string, string] {
  const at = line.indexOf(':');
  return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()];
}
