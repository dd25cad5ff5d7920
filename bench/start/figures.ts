// Prints what a start costs, each in a process of its own: npm run bench:start
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { median } from '../rounds.js';
import type { Once, StartName } from './once.js';

const execute = promisify(execFile);
const once = fileURLToPath(new URL('once.js', import.meta.url));
const rounds = Number(process.argv[2] ?? 15);
const names: readonly StartName[] = [
  'koa + @koa/router',
  'web-pubsub-bindings',
  '@azure/web-pubsub',
  '@azure/web-pubsub + undici',
  'bootstrap of 1 function',
  'bootstrap of 1,000 functions',
];

const taken = new Map<StartName, Once[]>(names.map((name) => [name, []]));
for (let round = 0; round < rounds; round += 1) {
  for (const name of names) {
    const { stdout } = await execute(process.execPath, [once, name]);
    taken.get(name)?.push(JSON.parse(stdout) as Once);
  }
}
for (const [name, figures] of taken) {
  const of = (key: keyof Once): readonly number[] => figures.map((figure) => figure[key]);
  const print = (values: readonly number[], what: string): string =>
    `${median(values).toFixed(1).padStart(7)} ${what} [${Math.min(...values).toFixed(1)}..${Math.max(...values).toFixed(1)}]`;
  const memory = (median(of('memory')) / 2 ** 20).toFixed(1).padStart(5);
  console.log(`${print(of('milliseconds'), 'ms')}  ${print(of('cpu'), 'ms CPU')}  ${memory} MB  ${name}`);
}
