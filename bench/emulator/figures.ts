// Prints what the emulator costs: npm run bench:emulator
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { median } from '../rounds.js';
import { memoryPerConnection, type Idle } from './idle.js';

const execute = promisify(execFile);
const fresh = fileURLToPath(new URL('fresh.js', import.meta.url));
const starts = 15;
const rounds = 3;
const connections = 5_000;

interface Start {
  readonly importing: number;
  readonly start: number;
}

async function startOnce(...args: readonly string[]): Promise<Start> {
  return JSON.parse((await execute(process.execPath, [fresh, ...args])).stdout) as Start;
}

async function printStarts(): Promise<void> {
  const plain: Start[] = [];
  const secure: Start[] = [];
  for (let round = 0; round < starts; round += 1) {
    plain.push(await startOnce());
    secure.push(await startOnce('tls'));
  }
  const print = (what: string, milliseconds: readonly number[]): void =>
    console.log(`${median(milliseconds).toFixed(1).padStart(10)} ms  ${what}`);
  print(
    'import of web-pubsub-bindings/emulator, in a process of its own',
    plain.map(({ importing }) => importing),
  );
  print(
    'startEmulator() after it',
    plain.map(({ start }) => start),
  );
  print(
    'startEmulator({ tls: true }) after it',
    secure.map(({ start }) => start),
  );
}

const idle: readonly Idle[] = [
  { server: 'bare', subprotocol: 'json.webpubsub.azure.v1' },
  { server: 'emulator', subprotocol: 'json.webpubsub.azure.v1' },
  { server: 'emulator', subprotocol: 'json.reliable.webpubsub.azure.v1' },
];

async function printIdle(): Promise<void> {
  const taken = new Map<Idle, number[]>(idle.map((of) => [of, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const of of idle) taken.get(of)?.push((await memoryPerConnection(of, connections)).resident);
  for (const [{ server, subprotocol }, bytes] of taken) {
    const what = server === 'bare' ? 'ws alone' : `the emulator, ${subprotocol}`;
    console.log(
      `${(median(bytes) / 1000).toFixed(1).padStart(10)} KB  an idle connection of ${String(connections)}: ${what}`,
    );
  }
}

await printStarts();
await printIdle();
