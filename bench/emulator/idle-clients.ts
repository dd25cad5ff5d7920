// Opens WebSockets that say nothing, and keeps them open: node dist/bench/emulator/idle-clients.js ws://… json.webpubsub.azure.v1 5000
import { once } from 'node:events';
import { WebSocket } from 'ws';

const [, , url = '', subprotocol = '', count = '0'] = process.argv;
/** More at once would wait in the queue of the system, which is short. */
const atOnce = 50;

async function open(): Promise<void> {
  const client = new WebSocket(url, subprotocol, { perMessageDeflate: false });
  await once(client, 'open');
}

for (let opened = 0; opened < Number(count); opened += atOnce) {
  await Promise.all(Array.from({ length: Math.min(atOnce, Number(count) - opened) }, open));
}
process.send?.('open');
process.on('disconnect', () => process.exit());
