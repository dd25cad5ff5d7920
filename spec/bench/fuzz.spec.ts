import { expect } from 'chai';
import { repository } from '../support/read-tree.js';
import { run } from '../support/run.js';

/** CI takes more in a step of its own; `npm run bench:fuzz` sends a million. */
const count = process.env['FUZZ'] ?? '5000';

describe('the emulator under traffic of every sort, right and mutated', () => {
  it('answers all of it in its own words, and keeps nothing of it', async function () {
    this.timeout(300_000);
    const program = ['--expose-gc', 'dist/bench/fuzz/fuzz.js', '--seed', '1', '--count', count];
    const printed = await run(repository, process.execPath, ...program);
    expect(printed).to.match(/findings 0\n$/);
  });
});
