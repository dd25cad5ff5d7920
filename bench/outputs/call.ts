// Calls the service for as long as it is told, and tells what that took: node dist/bench/outputs/call.js ours <port>
import { callers, type CallerName } from './callers.js';

/** What a run is asked for. */
export interface Calls {
  readonly call: 'send' | 'negotiate';
  readonly atOnce: number;
  readonly milliseconds: number;
  /** How many users the calls go to, one after the other. */
  readonly users: number;
}

/** What came of it. */
export interface Called {
  readonly calls: number;
  readonly milliseconds: number;
  /** CPU time of all threads, in microseconds. */
  readonly cpu: number;
}

const [name = 'ours', port = ''] = process.argv.slice(2);
const caller = callers[name as CallerName](
  `Endpoint=http://127.0.0.1:${port};AccessKey=bench-bench-bench-bench-bench-bench-bench-bench;Version=1.0;`,
);
const text = 'x'.repeat(128);

async function run({ call, atOnce, milliseconds, users }: Calls): Promise<Called> {
  let calls = 0;
  const [start, used] = [performance.now(), process.cpuUsage()];
  const lane = async (): Promise<void> => {
    while (performance.now() - start < milliseconds) {
      calls += 1;
      const userId = `user${String(calls % users)}`;
      await (call === 'send' ? caller.send(userId, text) : caller.negotiate(userId));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  const { user, system } = process.cpuUsage(used);
  return { calls, milliseconds: performance.now() - start, cpu: user + system };
}

process.on('message', (calls: Calls) => {
  void (async () => process.send?.(await run(calls)))();
});
process.on('disconnect', () => process.exit());
process.send?.({ port: Number(port) });
