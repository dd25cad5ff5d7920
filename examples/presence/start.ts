// npm run start:presence: the emulator, the app and two clients in one process. What one of them hears is printed.
import { randomBytes } from 'node:crypto';
import { WebPubSubClient } from '@azure/web-pubsub-client';
import { startOffice } from './app.js';

const stopped = new Promise<void>((resolve) => {
  // They stay: npm passes Ctrl+C on, so it comes twice.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
});
const functionKey = randomBytes(12).toString('hex');
const office = await startOffice({ functionKey });

const [ann, bob] = [clientOf('ann'), clientOf('bob')];
ann.on('server-message', ({ message }) => console.log(`  ann hears  ${JSON.stringify(message.data)}`));
await ann.start();
await bob.start();
await ann.joinGroup('kitchen');
await bob.joinGroup('kitchen');
await bob.leaveGroup('kitchen');
await bob.joinGroup('library');

const call = `curl -H 'x-functions-key: ${functionKey}' ${office.url}`;
console.log(`
  Who is where     ${call}/rooms
  Where is bob     ${call}/people/bob
  Is it empty      ${call}/rooms/workshop
  Show bob out     ${call}/rooms/library/people/bob -X DELETE

  The key is made anew at each start. Ctrl+C ends it.
`);
await stopped;
for (const client of [ann, bob]) client.stop();
await office.close();
// The timers of the SDK go on for up to 40 seconds after `stop()`, and would hold the process.
process.exit();

function clientOf(name: string): WebPubSubClient {
  return new WebPubSubClient({
    getClientAccessUrl: async () => {
      const response = await fetch(`${office.url}/negotiate?name=${name}`);
      return ((await response.json()) as { readonly url: string }).url;
    },
  });
}
