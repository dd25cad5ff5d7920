// Sends right and mutated traffic to the emulator and judges every answer: npm run bench:fuzz -- --seed 1 --count 1000000
import { parseArgs } from 'node:util';
import { heldBy } from './growth.js';
import { Random } from './random.js';
import { Session } from './session.js';
import { problemOfService } from './still-serves.js';
import { Tally } from './tally.js';

const { values } = parseArgs({ options: { seed: { type: 'string' }, count: { type: 'string', default: '1000000' } } });
const seed = Number(values.seed ?? Date.now() % 1_000_000);
const count = Number(values.count);
/** Of everything: caches fill and functions are compiled by it, before the first look at the memory. */
const warmUpShare = 0.1;
// What a run of any length may leave: caches, and code that V8 compiled on the way.
const mostGrowth = 4_000_000;

const tally = new Tally();
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error) =>
    tally.finding(`${event}: ${error instanceof Error ? (error.stack ?? '') : String(error)}`),
  );
}

console.log(`seed ${String(seed)}, count ${String(count)}`);
const random = new Random(seed);
const session = await Session.start(tally);
try {
  await session.run(random, count * warmUpShare);
  const before = await heldBy(session.targets);
  await session.run(random, count * (1 - warmUpShare));
  const after = await heldBy(session.targets);
  const [target] = session.targets;
  const problem = await problemOfService(target);
  if (problem !== undefined) tally.finding(`at the end: ${problem}`);
  if (after.connections > 0 || after.sockets > 0) tally.finding(`what stays: ${JSON.stringify(after)}`);
  if (after.heap - before.heap > mostGrowth)
    tally.finding(`the heap grew by ${String(after.heap - before.heap)} bytes`);
  console.log(
    `heap ${String(before.heap)}, later ${String(after.heap)}; sockets ${String(after.sockets)}, connections ${String(after.connections)}`,
  );
} catch (error) {
  tally.finding(`the run broke off: ${error instanceof Error ? (error.stack ?? '') : String(error)}`);
}
await session.close();

// Chance spreads a small number unevenly.
const least = count / (count < 1_000_000 ? 4_000 : 1_000);
for (const kind of tally.rare(least)) tally.finding(`${kind}: accepted too seldom`);
console.log(tally.table());
console.log(`sent ${String(tally.sent)}, mutated ${String(tally.mutated)}, findings ${String(tally.findingCount)}`);
for (const finding of tally.findings) console.log(`- ${finding}`);
// What is left of a run that broke off would go on.
process.exit(tally.findingCount === 0 ? 0 : 1);
