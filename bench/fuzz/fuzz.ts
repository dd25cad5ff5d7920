// Sends valid and mutated traffic to the emulator and judges every answer: node --expose-gc dist/bench/fuzz/fuzz.js --seed 1 --count 20000
import { parseArgs } from 'node:util';
import { app } from './app.js';
import { fuzzFrames, fuzzSimpleClients } from './frames.js';
import { fuzzHandshakes } from './handshakes.js';
import { Random } from './random.js';
import { fuzzRest } from './rest.js';
import { Tally } from './tally.js';
import { Target } from './target.js';

const { values } = parseArgs({
  options: { seed: { type: 'string' }, count: { type: 'string', default: '20000' }, only: { type: 'string' } },
});
const tally = new Tally();
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) =>
    tally.finding(`${event}: ${error instanceof Error ? (error.stack ?? '') : String(error)}`),
  );
}
const seed = Number(values.seed ?? Date.now() % 1e9);
const random = new Random(seed);
const handler = { handle: app, userEventPattern: '*' };
const target = await Target.start(tally, {
  hubs: {
    frames: { eventHandlers: [handler] },
    doors: { eventHandlers: [{ handle: app, systemEvents: ['connect', 'connected', 'disconnected'] }] },
    open: { anonymousConnectPolicy: 'allow' },
    simple: { eventHandlers: [{ ...handler, systemEvents: ['connect'] }] },
  },
});
const start = performance.now();
const count = Number(values.count);
const parts = { frames: fuzzFrames, simple: fuzzSimpleClients, rest: fuzzRest, handshakes: fuzzHandshakes } as const;
for (const [name, part] of Object.entries(parts))
  if (values.only === undefined || values.only === name) {
    const t = performance.now();
    await part(target, random, count);
    console.log(name, performance.now() - t);
  }
console.log(tally.table());
console.log(tally.findingCount, tally.findings.join('\n'));
console.log(performance.now() - start);
await target.emulator.close();
