import type { Target } from './target.js';

/** What a process holds once everybody has gone. */
export interface Held {
  readonly heap: number;
  readonly sockets: number;
  readonly connections: number;
}

const patienceMilliseconds = 15_000;

/** Waits until the last client is gone from the emulators, then for the garbage collector; what stays after that stays. */
export async function heldBy(targets: readonly Target[]): Promise<Held> {
  const end = performance.now() + patienceMilliseconds;
  while ((connectionsOf(targets) > 0 || sockets() > 0) && performance.now() < end) await pause();
  for (const target of targets) target.forget();
  for (let times = 0; times < 3; times += 1) {
    await pause();
    globalThis.gc?.();
  }
  return { heap: process.memoryUsage().heapUsed, sockets: sockets(), connections: connectionsOf(targets) };
}

function connectionsOf(targets: readonly Target[]): number {
  const hubs = targets.flatMap(({ emulator }) => Object.values(emulator.snapshot().hubs));
  return hubs.reduce((sum, { connections }) => sum + connections.length, 0);
}

function sockets(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length;
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 100));
}
