// Serves until told to stop, and tells its resident memory when asked: node --expose-gc dist/bench/emulator/idle-server.js emulator
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { startEmulator } from '../../lib/emulator/index.js';

export interface Memory {
  readonly resident: number;
  readonly heap: number;
}

/** Starts what is measured, and tells where it listens. */
const servers: Readonly<Record<string, () => Promise<string>>> = {
  emulator: async () => {
    const { url } = await startEmulator({
      port: 0,
      host: '127.0.0.1',
      hubs: { chat: { anonymousConnectPolicy: 'allow' } },
    });
    return url;
  },
  bare: async () => {
    const server = createServer();
    new WebSocketServer({ server, handleProtocols: (offered) => offered.values().next().value ?? false });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  },
};

async function memory(): Promise<Memory> {
  for (let times = 0; times < 3; times += 1) {
    globalThis.gc?.();
    // What is freed goes back to the system a little later.
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const { rss: resident, heapUsed: heap } = process.memoryUsage();
  return { resident, heap };
}

process.send?.(await servers[process.argv[2] ?? '']?.());
process.on('message', () => void tell());
process.on('disconnect', () => process.exit());

async function tell(): Promise<void> {
  process.send?.(await memory());
}
