import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { pack } from '../support/packed.js';
import { repository } from '../support/read-tree.js';
import { run } from '../support/run.js';
import { countSpecs, layOut, runSuite, type RunnerPath } from '../support/runners.js';

const compiler = join(repository, 'node_modules/@typescript/native/bin/tsc');
const quiet = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];
// A folder below another one uses what was installed there.
const runners: readonly RunnerPath[] = ['mocha', 'node-test', 'vitest', 'jest', 'jest/commonjs'];

describe('the suite of the testing kit', function () {
  this.timeout(300_000);
  let folder = '';
  let tarball = '';

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'web-pubsub-runners-'));
    tarball = join(folder, (await pack(folder)).filename);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const runner of runners) {
    describe(`under ${runner}`, () => {
      before(async () => {
        const project = join(folder, runner);
        layOut(runner, project);
        if (runner.includes('/')) return;
        await run(project, 'npm', 'ci', ...quiet);
        await run(project, 'npm', 'install', '--no-save', ...quiet, tarball);
      });

      it('compiles', async () => {
        await run(join(folder, runner), process.execPath, compiler, '-p', '.');
      });

      it('passes, every spec of it', async () => {
        const { tally, text } = await runSuite(runner, join(folder, runner));
        const { passed, failed, skipped } = tally;
        // What .ci/run adds up.
        process.stdout.write(`${runner}: ${passed} passed, ${failed} failed, ${skipped} skipped\n`);
        expect(tally, text).to.deep.equal({ passed: countSpecs(), failed: 0, skipped: 0 });
      });
    });
  }
});
