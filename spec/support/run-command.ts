import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { repository } from './read-tree.js';

/** What a command left behind. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts `web-pubsub` as a child, as a shell would. */
export function startCommand(...args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [join(repository, 'dist/lib/cli/main.js'), ...args], { cwd: repository });
}

/** Resolves when the child has ended. */
export async function outcomeOf(child: ChildProcessWithoutNullStreams): Promise<Outcome> {
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

/** Runs `web-pubsub` to its end. */
export async function runCommand(...args: readonly string[]): Promise<Outcome> {
  return outcomeOf(startCommand(...args));
}
