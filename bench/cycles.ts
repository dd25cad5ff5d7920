// Opens and closes test apps, one after the other, and prints what they leave behind, as JSON:
// node --expose-gc --no-opt --no-maglev dist/bench/cycles.js 1000
// With its optimising compilers on, V8 fills the heap with code meanwhile: 1 to 5 KB for each cycle.
import { startTestApp } from '../lib/testing/index.js';
import { Chat } from './chat.js';

/** Caches fill, and functions are compiled, in the first ones. */
const warmUp = 100;

interface Left {
  readonly heap: number;
  readonly handles: readonly string[];
}

async function cycle(): Promise<void> {
  const app = await startTestApp({ controllers: [Chat] });
  const ann = await app.connect('chat', { userId: 'ann' });
  await ann.send('hi');
  await ann.next();
  await app.close();
}

async function left(): Promise<Left> {
  // What is closed is let go of a little later.
  await new Promise((resolve) => setTimeout(resolve, 50));
  for (let times = 0; times < 3; times += 1) globalThis.gc?.();
  return { heap: process.memoryUsage().heapUsed, handles: process.getActiveResourcesInfo().sort() };
}

async function run(count: number): Promise<void> {
  for (let index = 0; index < warmUp; index += 1) await cycle();
  const before = await left();
  const start = performance.now();
  for (let index = 0; index < count; index += 1) await cycle();
  const milliseconds = performance.now() - start;
  const after = await left();
  const bytesPerCycle = Math.round((after.heap - before.heap) / count);
  const result = { count, bytesPerCycle, milliseconds, handlesBefore: before.handles, handlesAfter: after.handles };
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

await run(Number(process.argv[2] ?? 1_000));
