import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Runs a program to its end and resolves to what it printed; rejects with all of its output when it fails. */
export async function run(cwd: string, file: string, ...args: readonly string[]): Promise<string> {
  try {
    const { stdout } = await execute(file, [...args], { cwd, timeout: 300_000, maxBuffer: 2 ** 26 });
    return stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error([`${file} ${args.join(' ')}`, stdout, stderr].join('\n'));
  }
}
