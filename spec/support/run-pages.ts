import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { chromiumPath, hasChromium, needsChromium } from './chromium.js';
import type { Page } from './markdown.js';
import { pageFiles } from './page-specs.js';
import { repository } from './read-tree.js';
import { run } from './run.js';

/** What became of the tests of one block: what each failed with, none where all passed. */
export interface BlockRun {
  readonly tests: number;
  readonly failures: readonly string[];
}

/** What became of pages: a process that does not end by itself was left something open. */
export interface PagesRun {
  readonly blocks: ReadonlyMap<string, BlockRun>;
  readonly hasEnded: boolean;
}

interface Report {
  readonly hasEnded: boolean;
  readonly tests: readonly {
    readonly file: string;
    readonly title: string;
    readonly err: { readonly message?: string; readonly stack?: string };
  }[];
}

const options = {
  ...{ target: 'es2022', module: 'nodenext', strict: true, experimentalDecorators: true, types: ['node', 'mocha'] },
  ...{ skipLibCheck: true, rootDir: 'src', outDir: 'js' },
};

/** Compiles the blocks of pages and runs them under mocha, in a process of their own. `folder` is inside the package, so that they find it by its name. */
export async function runPages(folder: string, pages: readonly Page[]): Promise<PagesRun> {
  rmSync(folder, { recursive: true, force: true });
  const files = pages.flatMap((page) => pageFiles(page).map((file) => ({ ...file, path: pathOf(page, file.name) })));
  const blocks = files.filter(({ code }) => !needsChromium(code) || hasChromium());
  for (const { path, code } of blocks) {
    mkdirSync(dirname(join(folder, 'src', path)), { recursive: true });
    writeFileSync(join(folder, 'src', path), code);
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, include: ['src'] }));
  await run(folder, process.execPath, join(repository, 'node_modules/@typescript/native/bin/tsc'), '-p', '.');
  const { tests, hasEnded } = await runMocha(folder);
  const runOf = (path: string): BlockRun => {
    const own = tests.filter(({ file }) => toPath(folder, file) === path);
    return { tests: own.length, failures: own.flatMap(failureOf) };
  };
  const specs = blocks.filter(({ isSpec }) => isSpec);
  return { hasEnded, blocks: new Map(specs.map(({ where, path }) => [where, runOf(path)])) };
}

function pathOf({ path }: Page, name: string): string {
  return `${path.replace(/\W/g, '-')}/${name}`;
}

function toPath(folder: string, file: string): string {
  return relative(join(folder, 'js'), file).replaceAll('\\', '/').replace(/\.js$/, '.ts');
}

function failureOf({ title, err: { message, stack } }: Report['tests'][number]): readonly string[] {
  return message === undefined && stack === undefined ? [] : [`${title}: ${message ?? stack ?? ''}`];
}

async function runMocha(folder: string): Promise<Report> {
  const report = join(folder, 'report.json');
  const mocha = join(repository, 'node_modules/mocha/bin/mocha.js');
  const told = ['--no-config', '--reporter', 'json', '--reporter-option', `output=${report}`, '--timeout', '10000'];
  const child = {
    cwd: folder,
    timeout: 50_000,
    maxBuffer: 2 ** 26,
    env: { CHROMIUM_PATH: chromiumPath, ...process.env },
  };
  return new Promise<Report>((resolve, reject) => {
    execFile(process.execPath, [mocha, ...told, 'js/**/*.spec.js'], child, (error, stdout, stderr) => {
      // Failed tests are in the report; without one a block could not even be loaded.
      if (!existsSync(report)) {
        reject(new Error([stdout, stderr].join('\n')));
        return;
      }
      const { tests } = JSON.parse(readFileSync(report, 'utf8')) as Report;
      resolve({ tests, hasEnded: error?.killed !== true });
    });
  });
}
