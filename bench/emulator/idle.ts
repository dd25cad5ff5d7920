import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Memory } from './idle-server.js';

export interface Idle {
  readonly server: 'emulator' | 'bare';
  readonly subprotocol: string;
}

/** Few at first: modules are loaded, functions compiled and caches filled by those. */
const warmUp = 500;

/** The bytes that one connection takes which is open and says nothing. */
export async function memoryPerConnection({ server, subprotocol }: Idle, count: number): Promise<Memory> {
  const serving = start(['--expose-gc'], 'idle-server.js', server);
  const url = `${String(await answerOf(serving)).replace('http', 'ws')}/client/hubs/chat`;
  const first = await openClients(url, subprotocol, warmUp);
  const before = await ask(serving);
  const others = await openClients(url, subprotocol, count);
  const after = await ask(serving);
  for (const child of [first, others, serving]) child.disconnect();
  return {
    resident: (after.resident - before.resident) / count,
    heap: (after.heap - before.heap) / count,
  };
}

async function openClients(url: string, subprotocol: string, count: number): Promise<ChildProcess> {
  const clients = start([], 'idle-clients.js', url, subprotocol, String(count));
  await answerOf(clients);
  return clients;
}

async function ask(serving: ChildProcess): Promise<Memory> {
  serving.send('memory');
  return (await answerOf(serving)) as Memory;
}

function start(execArgv: readonly string[], program: string, ...args: readonly string[]): ChildProcess {
  return fork(fileURLToPath(new URL(program, import.meta.url)), args, { execArgv: [...execArgv] });
}

async function answerOf(child: ChildProcess): Promise<unknown> {
  const [answer] = (await once(child, 'message')) as [unknown];
  return answer;
}
