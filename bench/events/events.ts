// Prints what an event costs, ours beside others: npm run bench:events
import { fileURLToPath } from 'node:url';
import { median } from '../rounds.js';
import { ask, start, startServer, usageOf, type Started } from '../processes.js';
import type { Load, Loaded } from './load.js';
import { kinds, type Kind } from './requests.js';

const peers = new URL('../../../bench/peers/', import.meta.url);
const ours = new URL('ours.js', import.meta.url);
const peer = (name: string): string => fileURLToPath(new URL(`${name}.js`, peers));
const rounds = Number(process.argv[2] ?? 7);
const milliseconds = Number(process.argv[3] ?? 1_000);
const sockets = 32;

const servers = {
  ours: await startServer(ours),
  'ours, 1,000 functions': await startServer(ours, '1000'),
  '@azure/web-pubsub-express': await startServer(peer('express')),
  'koa, router, raw-body': await startServer(peer('koa')),
  fastify: await startServer(peer('fastify')),
  hono: await startServer(peer('hono')),
  NestJS: await startServer(peer('nest')),
  'node:http': await startServer(peer('node')),
} satisfies Readonly<Record<string, Started>>;
type Name = keyof typeof servers;
const names = Object.keys(servers) as Name[];
const load = start(new URL('load.js', import.meta.url), 1);

interface Figure {
  readonly perSecond: number;
  /** Microseconds of CPU an event. */
  readonly cpu: number;
}

async function measure(name: Name, kind: Kind, time: number): Promise<Figure> {
  const server = servers[name];
  const before = await usageOf(server);
  const run: Load = { port: server.port, kind, milliseconds: time, sockets };
  const { answers, milliseconds: taken } = await ask<Loaded>(load, run);
  const { cpu } = await usageOf(server);
  return { perSecond: (answers / taken) * 1000, cpu: (cpu - before.cpu) / answers };
}

for (const kind of kinds) {
  const figures = new Map<Name, Figure[]>(names.map((name) => [name, []]));
  // The first of each is for the compiler.
  for (const name of names) await measure(name, kind, milliseconds);
  for (let round = 0; round < rounds; round += 1)
    for (const name of names) figures.get(name)?.push(await measure(name, kind, milliseconds));
  report(kind, figures);
}
for (const { child } of Object.values(servers)) child.disconnect();
load.disconnect();

function report(kind: Kind, figures: ReadonlyMap<Name, readonly Figure[]>): void {
  const of = (name: Name, key: keyof Figure): number[] => (figures.get(name) ?? []).map((figure) => figure[key]);
  console.log(`\n${kind}`);
  for (const name of names) {
    const [rate, cpu] = [of(name, 'perSecond'), of(name, 'cpu')];
    const ratio = (other: Name, key: keyof Figure): string =>
      (median(of(name, key)) / median(of(other, key))).toFixed(2);
    console.log(
      [
        name.padEnd(26),
        `${Math.round(median(rate)).toString().padStart(7)}/s [${[Math.min(...rate), Math.max(...rate)].map((value) => Math.round(value)).join('..')}]`,
        `${median(cpu).toFixed(1).padStart(7)} us [${[Math.min(...cpu), Math.max(...cpu)].map((value) => value.toFixed(1)).join('..')}]`,
        `${ratio('@azure/web-pubsub-express', 'perSecond')} x express`,
        `${ratio('koa, router, raw-body', 'cpu')} x CPU of koa`,
      ].join('  '),
    );
  }
}
