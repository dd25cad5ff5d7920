import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Runs a program to its end and resolves to what it printed; rejects with all of its output when it fails. */
export async function run(cwd: string, file: string, ...args: readonly string[]): Promise<string> {
  return (await outputOf(cwd, file, ...args)).stdout;
}

/** The same, with what it said on stderr. */
export async function outputOf(cwd: string, file: string, ...args: readonly string[]) {
  try {
    return await execute(file, [...args], { cwd, timeout: 300_000, maxBuffer: 2 ** 26 });
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error([`${file} ${args.join(' ')}`, stdout, stderr].join('\n'));
  }
}
