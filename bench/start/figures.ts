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
  const milliseconds = figures.map((figure) => figure.milliseconds);
  const memory = median(figures.map((figure) => figure.memory)) / 2 ** 20;
  const range = [Math.min(...milliseconds), Math.max(...milliseconds)].map((value) => value.toFixed(1)).join('..');
  console.log(
    `${median(milliseconds).toFixed(1).padStart(8)} ms [${range}]  ${memory.toFixed(1).padStart(5)} MB  ${name}`,
  );
}
