import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Usage } from './serve.js';

const taskset = '/usr/bin/taskset';
const canPin = availableParallelism() > 1 && existsSync(taskset);

/** Starts a program in a process of its own, on one core where the machine lets us choose: what sends must not take time from what answers. */
export function start(program: URL | string, core: 0 | 1, ...args: readonly string[]): ChildProcess {
  const path = program instanceof URL ? fileURLToPath(program) : program;
  if (!canPin) return fork(path, [...args]);
  // `fork` puts the program first, so the core is chosen by the program that is run in Node's place.
  return fork(path, [...args], { execPath: taskset, execArgv: ['-c', String(core), process.execPath] });
}

/** Asks a process and resolves to what it says next; rejects where it ends instead. */
export async function ask<T>(child: ChildProcess, question?: object): Promise<T> {
  const gone = new AbortController();
  const { signal } = gone;
  const ended = async (): Promise<never> => {
    const [code] = (await once(child, 'exit', { signal })) as [number | null];
    throw new Error(`${child.spawnargs.join(' ')} ended with ${String(code)}.`);
  };
  try {
    const answer = once(child, 'message', { signal });
    if (question !== undefined) child.send(question);
    const [message] = (await Promise.race([answer, ended()])) as [T];
    return message;
  } finally {
    gone.abort();
  }
}

/** A server that was started, and where it listens. */
export interface Started {
  readonly child: ChildProcess;
  readonly port: number;
}

export async function startServer(program: URL | string, ...args: readonly string[]): Promise<Started> {
  const child = start(program, 0, ...args);
  const { port } = await ask<{ readonly port: number }>(child);
  return { child, port };
}

export async function usageOf({ child }: Started): Promise<Usage> {
  return ask<Usage>(child, {});
}
