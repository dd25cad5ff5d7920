import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { repository } from './read-tree.js';

/** What a command left behind. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const program = join(repository, 'dist/lib/cli/main.js');

/** Starts `web-pubsub` as a child, as a shell would. */
export function startCommand(...args: readonly string[]): ChildProcessWithoutNullStreams {
  return startCommandIn({}, ...args);
}

/** The same, elsewhere or with other variables. */
export function startCommandIn(
  { cwd = repository, env = {} }: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv },
  ...args: readonly string[]
): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [program, ...args], { cwd, env: { ...process.env, ...env } });
}

/**
 * Starts `web-pubsub` on a terminal of its own, whose output is stdout. What is written to stdin is typed.
 * `exec`: a shell that stayed between terminal and command (dash does) would die of Ctrl+C itself, and hide how the command ended.
 */
export function startOnTerminal(env: NodeJS.ProcessEnv, ...args: readonly string[]): ChildProcessWithoutNullStreams {
  const command = [process.execPath, program, ...args].map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`);
  const options = ['--quiet', '--return', '--command', `exec ${command.join(' ')}`, '/dev/null'];
  return spawn('script', options, { cwd: repository, env: { ...process.env, NO_COLOR: '', TERM: 'xterm', ...env } });
}

/** Resolves to what a stream has said when it says what is wanted. */
export async function said(stream: Readable, wanted: RegExp): Promise<RegExpExecArray> {
  let text = '';
  return new Promise((resolve, reject) => {
    const look = (chunk: Buffer): void => {
      text += chunk.toString();
      const found = wanted.exec(text);
      if (found === null) return;
      stream.off('data', look);
      resolve(found);
    };
    stream.on('data', look);
    stream.once('end', () => reject(new Error(`${String(wanted)} was not said, but: ${text}`)));
  });
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

/** Runs `web-pubsub` to its end, elsewhere or with other variables. */
export async function runCommandIn(
  place: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv },
  ...args: readonly string[]
): Promise<Outcome> {
  return outcomeOf(startCommandIn(place, ...args));
}

/** Runs `web-pubsub` to its end. */
export async function runCommand(...args: readonly string[]): Promise<Outcome> {
  return outcomeOf(startCommand(...args));
}

/** Runs `web-pubsub` to its end with a file, or a device, as its stdout. */
export async function runIntoFile(
  file: string,
  { env }: { readonly env: NodeJS.ProcessEnv },
  ...args: readonly string[]
): Promise<Pick<Outcome, 'code' | 'stderr'>> {
  await using output = await open(file, 'w');
  const stdio = ['ignore', output.fd, 'pipe'] as const;
  const child = spawn(process.execPath, [program, ...args], { env: { ...process.env, ...env }, stdio: [...stdio] });
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stderr };
}
