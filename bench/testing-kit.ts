// Prints what the testing kit costs: npm run bench:testing
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createTestHost, RecordingCollector, startTestApp, userEvent } from '../lib/testing/index.js';
import { closeBare, startBare } from './bare-server.js';
import { Chat } from './chat.js';
import { each, medians, type Measure } from './rounds.js';

const execute = promisify(execFile);
const options = { controllers: [Chat] };
const controller = new Chat();
const host = createTestHost(options);

/** Runs another program of this folder, to its end. */
async function inProcess(flags: readonly string[], program: string, ...args: readonly string[]): Promise<string> {
  const path = fileURLToPath(new URL(program, import.meta.url));
  return (await execute(process.execPath, [...flags, path, ...args])).stdout;
}

/** The first one in a process, which reads and compiles what it needs. */
const fresh =
  (what: string): Measure =>
  async () =>
    Number(await inProcess([], 'fresh.js', what));

async function timed<T>(call: () => Promise<T>): Promise<readonly [milliseconds: number, value: T]> {
  const start = performance.now();
  const value = await call();
  return [performance.now() - start, value];
}

const measures = {
  'a handler with a collector': each(1_000, () =>
    controller.message(userEvent({ userId: 'ann', data: 'hi' }), new RecordingCollector()),
  ),
  'an event of createTestHost': each(200, () => host.userEvent('chat', 'message', { userId: 'ann', data: 'hi' })),
  'createTestHost, first in a process': fresh('test-host'),
  'startTestApp, first in a process': fresh('test-app-call'),
  'startTestApp, first in a process, with the imports of the test': fresh('test-app'),
  'startTestApp, client, event and echo, first in a process': fresh('first-test'),
  'node:http and ws, first in a process': fresh('bare'),
  startTestApp: async () => {
    const [taken, app] = await timed(() => startTestApp(options));
    await app.close();
    return taken;
  },
  'node:http and ws': async () => {
    const [taken, server] = await timed(startBare);
    await closeBare(server);
    return taken;
  },
  'a client of a test app': async () => {
    await using app = await startTestApp(options);
    const [taken] = await timed(() => app.connect('chat'));
    return taken;
  },
  'an event and its echo': async () => {
    await using app = await startTestApp(options);
    const ann = await app.connect('chat');
    const exchange = async (): Promise<void> => {
      await ann.send('hi');
      await ann.next();
    };
    await exchange();
    return (await timed(exchange))[0];
  },
  'close() of an app with a client': async () => {
    const app = await startTestApp(options);
    await app.connect('chat');
    return (await timed(() => app.close()))[0];
  },
} as const satisfies Readonly<Record<string, Measure>>;

const taken = await medians(measures, 15);
for (const [what, milliseconds] of Object.entries(taken))
  console.log(`${milliseconds.toFixed(3).padStart(10)} ms  ${what}`);
const ratio = (one: keyof typeof taken, other: keyof typeof taken): string => (taken[one] / taken[other]).toFixed(1);
console.log(
  `${ratio('startTestApp, first in a process, with the imports of the test', 'node:http and ws, first in a process').padStart(10)} x   startTestApp to node:http and ws, first in a process, imports included`,
);
console.log(`${ratio('startTestApp', 'node:http and ws').padStart(10)} x   startTestApp to node:http and ws, later`);

const flags = ['--expose-gc', '--no-opt', '--no-maglev'];
const { bytesPerCycle, handlesBefore, handlesAfter, milliseconds, count } = JSON.parse(
  await inProcess(flags, 'cycles.js'),
) as {
  readonly count: number;
  readonly bytesPerCycle: number;
  readonly milliseconds: number;
  readonly handlesBefore: readonly string[];
  readonly handlesAfter: readonly string[];
};
const handles = handlesAfter.length - handlesBefore.length;
console.log(
  `${(milliseconds / count).toFixed(3).padStart(10)} ms  a cycle of app, client, event and close(), of ${String(count)}; ` +
    `each left ${String(bytesPerCycle)} bytes, all of them ${String(handles)} handles`,
);
