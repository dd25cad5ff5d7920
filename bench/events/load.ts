// Sends events to a server as fast as it answers them, from a process of its own. It is told what to send, and tells how many were answered.
import { connect, type Socket } from 'node:net';
import { requestsOf, type Kind } from './requests.js';

/** What a run is asked for. */
export interface Load {
  readonly port: number;
  readonly kind: Kind;
  readonly milliseconds: number;
  /** How many requests are under way at any time, each on a socket of its own. */
  readonly sockets: number;
}

/** What came of it. */
export interface Loaded {
  readonly answers: number;
  readonly milliseconds: number;
}

const connections = 1_000;
const prepared = new Map<Kind, readonly Buffer[]>();

async function run({ port, kind, milliseconds, sockets }: Load): Promise<Loaded> {
  const requests = prepared.get(kind) ?? requestsOf(kind, connections);
  prepared.set(kind, requests);
  let at = 0;
  let answers = 0;
  const start = performance.now();
  const until = start + milliseconds;
  const lane = async (): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1').setNoDelay(true);
      const next = (): void => {
        if (performance.now() >= until) {
          socket.destroy();
          resolve();
          return;
        }
        at = (at + 1) % requests.length;
        socket.write(requests[at] ?? '');
      };
      socket.on('error', reject);
      socket.once('connect', next);
      onAnswer(socket, reject, () => {
        answers += 1;
        next();
      });
    });
  await Promise.all(Array.from({ length: sockets }, lane));
  return { answers, milliseconds: performance.now() - start };
}

/** Calls back for each whole answer; one that is no success ends the run, because what refuses quickly would look fast. */
function onAnswer(socket: Socket, fail: (error: Error) => void, answered: () => void): void {
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
    const end = text.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = Number(/^content-length: *(\d+)/im.exec(text.slice(0, end + 2))?.[1] ?? Number.NaN);
    const isWhole = Number.isNaN(length)
      ? text.endsWith('\r\n0\r\n\r\n') || text.slice(0, 13).includes(' 204 ')
      : text.length >= end + 4 + length;
    if (!isWhole) return;
    if (!/^HTTP\/1\.1 20[04] /.test(text)) fail(new Error(`The server answered:\n${text}`));
    text = '';
    answered();
  });
}

process.on('message', (load: Load) => {
  void (async () => process.send?.(await run(load)))();
});
process.on('disconnect', () => process.exit());
