// npm run start:ask: the emulator, the app and a client in one process. It asks some questions and ends.
import { setTimeout } from 'node:timers/promises';
import { startShop } from './app.js';
import { Asker, type AskOptions } from './asker.js';
import { Shop } from './shop.js';

const shop = await startShop({ shop: new Shop((_item, signal) => setTimeout(1_000, 12, { signal })) });
const asker = await Asker.connect(`${shop.url}/negotiate`);

await show('price', { item: 'pear', quantity: 4 });
await show('price', { item: 'plum', quantity: 1 });
await show('price', { item: 'pear', quantity: 'four' });
await show('stock', { item: 'pear' });
await show('stock', { item: 'pear' }, { timeout: 300 });

await asker.close();
await shop.close();
// The timers of the SDK go on for up to 40 seconds after `stop()`, and would hold the process.
process.exit();

async function show(question: string, data: Record<string, string | number>, options?: AskOptions): Promise<void> {
  const answer = await asker.ask(question, data, options).catch((error: unknown) => String(error));
  console.log(`  ${question} ${JSON.stringify(data)} ${JSON.stringify(options ?? {})}  ->  ${JSON.stringify(answer)}`);
}
