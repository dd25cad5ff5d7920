import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** Prints what a process says, each line under its name. */
export function printLines(name: string, output: Readable | null): void {
  if (output === null) return;
  const lines = createInterface({ input: output });
  lines.on('line', (line) => {
    if (line.trim() !== '') console.log(`[${name}] ${line}`);
  });
}
