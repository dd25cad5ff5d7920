import { spawn } from 'node:child_process';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './read-tree.js';
import { outcomeOf } from './run-command.js';

/** How many specs of a run passed, failed and were left out. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Where the closing words of each runner have these numbers; a runner says nothing of what there is none of. */
const words = {
  mocha: { passed: /(\d+) passing/, failed: /(\d+) failing/, skipped: /(\d+) pending/ },
  'node-test': { passed: /^\S+ pass (\d+)$/m, failed: /^\S+ fail (\d+)$/m, skipped: /^\S+ skipped (\d+)$/m },
  vitest: { passed: /Tests .*?(\d+) passed/, failed: /Tests .*?(\d+) failed/, skipped: /Tests .*?(\d+) skipped/ },
  jest: { passed: /Tests: .*?(\d+) passed/, failed: /Tests: .*?(\d+) failed/, skipped: /Tests: .*?(\d+) skipped/ },
} as const;

/** A folder of `spec/runners`, with or without a folder of its own below. */
export type RunnerPath = keyof typeof words | `${keyof typeof words}/${string}`;

const source = join(repository, 'spec/runners');
const suite = join(source, 'suite');

/** Lays the suite and the files of a runner into a folder, as a user would have both. */
export function layOut(runner: RunnerPath, folder: string): void {
  cpSync(suite, join(folder, 'spec'), { recursive: true });
  const filter = (path: string) => !path.includes('node_modules');
  // Last, for each runner has words of its own in `spec/runner.ts`.
  cpSync(join(source, runner), folder, { recursive: true, filter });
}

/** How many specs the suite has. */
export function countSpecs(): number {
  const texts = readdirSync(suite).map((name) => readFileSync(join(suite, name), 'utf8'));
  return texts.flatMap((text) => text.match(/^ +it\(/gm) ?? []).length;
}

/** Runs `npm test` in a folder, to its end, and counts. */
export async function runSuite(
  runner: RunnerPath,
  folder: string,
): Promise<{ readonly tally: Tally; readonly text: string }> {
  const env = { ...process.env, NO_COLOR: '1', NODE_OPTIONS: '' };
  const { code, stdout, stderr } = await outcomeOf(
    spawn('npm', ['test', '--silent'], { cwd: folder, env, timeout: 120_000 }),
  );
  const text = stdout + stderr;
  const [name = ''] = runner.split('/');
  const patterns = words[name as keyof typeof words];
  const countOf = (pattern: RegExp): number => Number(pattern.exec(text)?.[1] ?? 0);
  const [passed, failed, skipped] = [patterns.passed, patterns.failed, patterns.skipped].map(countOf);
  // A run that broke off may have counted nothing as failed.
  const broken = code === 0 ? 0 : 1;
  return { tally: { passed: passed ?? 0, failed: Math.max(failed ?? 0, broken), skipped: skipped ?? 0 }, text };
}
