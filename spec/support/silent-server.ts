import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';

/** Runs a story beside a server that takes connections and says `words`, and no more. */
export async function withSilentServer<T>(words: string, story: (url: string) => Promise<T>): Promise<T> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => undefined));
    socket.write(words);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await story(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

// For a command, whose 15 seconds a test does not wait for.
const preload = `
  import timers from 'node:timers/promises';
  import { syncBuiltinESMExports } from 'node:module';
  const [own, signal] = [timers.setTimeout, AbortSignal.timeout];
  const hastened = (time) => (time === 15000 ? 200 : time);
  timers.setTimeout = (time, ...rest) => own(hastened(time), ...rest);
  AbortSignal.timeout = (time) => signal.call(AbortSignal, hastened(time));
  syncBuiltinESMExports();`;

/** The environment of a command whose patience is short. */
export const impatient = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(preload)}` };
