import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { UsageError } from '../command.js';
import { problemLine } from '../problem-line.js';

const passedOn = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;

/** Runs a program to its end with our own terminal, passes signals on, and resolves to its exit code; 128 + the number of a signal that ended it. */
export async function runProgram([file = '', ...args]: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(file, args, { stdio: 'inherit', env });
  const pass = (signal: NodeJS.Signals): void => {
    // A terminal gives Ctrl+C to all of its programs by itself; twice is "at once" to many of them.
    if (!(signal === 'SIGINT' && isTerminal())) child.kill(signal);
  };
  for (const signal of passedOn) process.on(signal, pass);
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    return code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
  } catch (error) {
    return notStarted(file, error);
  } finally {
    for (const signal of passedOn) process.off(signal, pass);
  }
}

function isTerminal(): boolean {
  return process.stdin.isTTY || process.stdout.isTTY;
}

// As shells have it: 126 for what cannot be run, 127 for what is not there.
function notStarted(file: string, error: unknown): number {
  const { code } = error as NodeJS.ErrnoException;
  if (code !== 'ENOENT' && code !== 'EACCES') throw new UsageError(`${file} cannot be run (${code ?? 'unknown'}).`);
  const problem = code === 'ENOENT' ? 'is not there to be run' : 'may not be run';
  process.stderr.write(`${problemLine(`${file} ${problem}.`)}\n`);
  return code === 'ENOENT' ? 127 : 126;
}
