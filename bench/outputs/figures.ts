// Prints what an output costs, ours beside the service's SDK: npm run bench:outputs
import { ask, start, startServer, type Started } from '../processes.js';
import { median } from '../rounds.js';
import type { Called, Calls } from './call.js';
import { callers, type CallerName } from './callers.js';
import type { Seen } from './service.js';

const rounds = Number(process.argv[2] ?? 7);
const milliseconds = Number(process.argv[3] ?? 1_000);
/** Handlers that are not counted, for the connections and the compiler. */
const warmUps = 20;
const names = Object.keys(callers) as CallerName[];
const program = (name: string): URL => new URL(`${name}.js`, import.meta.url);

async function startService(...args: readonly string[]): Promise<Started> {
  const child = start(program('service'), 1, ...args);
  return { child, port: (await ask<{ readonly port: number }>(child)).port };
}

const kinds: Readonly<Record<string, Omit<Calls, 'milliseconds'>>> = {
  'send, one after the other': { call: 'send', atOnce: 1, users: 1_000 },
  'send, 16 at once': { call: 'send', atOnce: 16, users: 1_000 },
  'send, 32 at once, each to another user': { call: 'send', atOnce: 32, users: Number.MAX_SAFE_INTEGER },
  negotiate: { call: 'negotiate', atOnce: 1, users: Number.MAX_SAFE_INTEGER },
};

interface Figures {
  readonly perSecond: number[];
  /** Microseconds of CPU a call. */
  readonly cpu: number[];
}

async function printCalls(service: Started): Promise<void> {
  const processes = new Map<CallerName, Started>();
  for (const name of names) processes.set(name, await startServer(program('call'), name, String(service.port)));
  // What a process runs once or seldom is compiled late, above all with many calls at once: this much of it is not counted.
  for (const { child } of processes.values()) {
    for (const calls of Object.values(kinds)) await ask<Called>(child, { ...calls, atOnce: 16, milliseconds });
  }
  for (const [kind, calls] of Object.entries(kinds)) {
    const figures = new Map<CallerName, Figures>(names.map((name) => [name, { perSecond: [], cpu: [] }]));
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, { child }] of processes) {
        const called = await ask<Called>(child, { ...calls, milliseconds } satisfies Calls);
        figures.get(name)?.perSecond.push((called.calls / called.milliseconds) * 1_000);
        figures.get(name)?.cpu.push(called.cpu / called.calls);
      }
    }
    report(kind, figures);
  }
  for (const { child } of processes.values()) child.disconnect();
}

function report(kind: string, figures: ReadonlyMap<CallerName, Figures>): void {
  const of = (name: CallerName): Figures => figures.get(name) ?? { perSecond: [], cpu: [] };
  console.log(`\n${kind}`);
  for (const name of names) {
    const { perSecond, cpu } = of(name);
    console.log(
      [
        name.padEnd(6),
        `${median(perSecond).toFixed(0).padStart(7)}/s [${range(perSecond, 0)}]`,
        `${median(cpu).toFixed(1).padStart(7)} us [${range(cpu, 1)}]`,
        `CPU 1/${(median(of('SDK').cpu) / median(cpu)).toFixed(2)} of the SDK`,
        `${(median(perSecond) / median(of('SDK').perSecond)).toFixed(2)} x its rate`,
      ].join('  '),
    );
  }
}

function range(values: readonly number[], digits: number): string {
  return [Math.min(...values), Math.max(...values)].map((value) => value.toFixed(digits)).join('..');
}

/** A hundred outputs in one handler, at a service that takes ten milliseconds for each. */
async function printHandler(): Promise<void> {
  const service = await startService('10');
  const app = await startServer(program('handler'), String(service.port));
  const url = `http://127.0.0.1:${String(app.port)}/hundred`;
  const taken: number[] = [];
  for (let round = 0; round < rounds * 3 + warmUps; round += 1) {
    const before = performance.now();
    const { status } = await fetch(url);
    if (status !== 204) throw new Error(`The handler answered ${String(status)}.`);
    if (round >= warmUps) taken.push(performance.now() - before);
  }
  const { operations, most } = await ask<Seen>(service.child, {});
  console.log(
    `\n100 outputs to different users in one handler, the service at 10 ms: ${median(taken).toFixed(1)} ms [${range(taken, 1)}], ` +
      `at most ${String(most)} at once, ${String(operations)} in all`,
  );
  app.child.disconnect();
  service.child.disconnect();
}

const service = await startService();
await printCalls(service);
service.child.disconnect();
await printHandler();
