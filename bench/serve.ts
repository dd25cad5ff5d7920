import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a process has used since it started. */
export interface Usage {
  /** CPU time of all its threads, in microseconds. */
  readonly cpu: number;
  /** Resident memory, in bytes. */
  readonly memory: number;
}

/** Listens on a free port of this machine and tells the process that started this one: where, and whenever it asks what was used. */
export function serve(server: Server): void {
  const tell = (): unknown => process.send?.({ port: (server.address() as AddressInfo).port });
  if (server.listening) tell();
  else server.listen(0, '127.0.0.1', tell);
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpu: user + system, memory: process.memoryUsage.rss() } satisfies Usage);
  });
  process.on('disconnect', () => process.exit());
}
