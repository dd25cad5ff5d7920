// Sends valid and mutated traffic to the emulator and judges every answer: node --expose-gc dist/bench/fuzz/fuzz.js --seed 1 --count 20000
import { parseArgs } from 'node:util';
import { app } from './app.js';
import { fuzzFrames } from './frames.js';
import { Random } from './random.js';
import { Tally } from './tally.js';
import { Target } from './target.js';

const { values } = parseArgs({ options: { seed: { type: 'string' }, count: { type: 'string', default: '20000' } } });
const tally = new Tally();
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) =>
    tally.finding(`${event}: ${error instanceof Error ? (error.stack ?? '') : String(error)}`),
  );
}
const seed = Number(values.seed ?? Date.now() % 1e9);
const random = new Random(seed);
const target = await Target.start(tally, {
  hubs: { frames: { eventHandlers: [{ handle: app, userEventPattern: '*' }] } },
});
const start = performance.now();
await fuzzFrames(target, random, Number(values.count));
console.log(tally.table());
console.log(tally.findingCount, tally.findings.join('\n'));
console.log(performance.now() - start);
await target.emulator.close();
