// npm run start:broadcast: the emulator, the app and the clock in one process.
import { randomBytes } from 'node:crypto';
import { startBroadcast } from './app.js';

const stopped = new Promise<void>((resolve) => {
  // They stay: npm passes Ctrl+C on, so it comes twice.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
});
const functionKey = randomBytes(12).toString('hex');
const broadcast = await startBroadcast({ functionKey, clockMilliseconds: 10_000 });
console.log(`
  Listen   node dist/lib/cli/main.js client ${broadcast.url}/negotiate      in another shell
  Send     curl -H 'x-functions-key: ${functionKey}' -H 'content-type: text/plain' -d 'Lunch is ready' ${broadcast.url}/notices

  The key is made anew at each start. Every ten seconds the clock says the time. Ctrl+C ends it.
`);
await stopped;
await broadcast.close();
