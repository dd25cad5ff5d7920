import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { printLines } from './print-lines.js';

export interface Compiler {
  close(): Promise<void>;
}

/** `tsc -b -w` over the library and the examples. */
export function startCompiler(repository: string): Compiler {
  const compiler = join(repository, 'node_modules/.bin/tsc');
  const watching = spawn(compiler, ['-b', '-w', '--preserveWatchOutput', 'examples'], {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'pipe'],
    // `tsc` is a script that starts the compiler proper: in a group of their own both can be ended.
    detached: process.platform !== 'win32',
    shell: process.platform === 'win32',
  });
  printLines('tsc', watching.stdout);
  printLines('tsc', watching.stderr);
  watching.once('error', (error) => console.error(`[dev] The compiler did not start: ${error.message}`));
  return {
    async close() {
      if (watching.pid === undefined || watching.exitCode !== null || watching.signalCode !== null) return;
      const exited = once(watching, 'exit');
      process.kill(process.platform === 'win32' ? watching.pid : -watching.pid, 'SIGTERM');
      await exited;
    },
  };
}
