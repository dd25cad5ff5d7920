import { join } from 'node:path';
import { expect } from 'chai';
import { hasChromium, needsChromium } from '../support/chromium.js';
import { readPages } from '../support/markdown.js';
import type { Page } from '../support/markdown.js';
import { pageFiles, unseenIn } from '../support/page-specs.js';
import { repository } from '../support/read-tree.js';
import { runPages } from '../support/run-pages.js';
import type { PagesRun } from '../support/run-pages.js';

const pages = readPages().filter(({ path }) => path === 'docs/testing.md');

const fence = (...lines: readonly string[]) => ['```ts', ...lines, '```', ''].join('\n');
/** A page whose blocks of lines 1 and 8 are right, and whose other blocks are not. */
const planted: Page = {
  path: 'planted.md',
  text: [
    fence('const answer = { value: 42 };', 'expect(answer.value).to.equal(42);'),
    fence('it("is wrong", () => {', '  expect(1).to.equal(2);', '});'),
    fence('const next = answer.value + 1;', 'expect(next).to.equal(43);'),
    fence('expect(await Promise.resolve(answer.value)).to.equal(0);'),
  ].join('\n'),
};

describe('docs/testing.md', () => {
  let runs: PagesRun;
  const files = pages.flatMap(pageFiles);

  before(async function () {
    this.timeout(90_000);
    runs = await runPages(join(repository, 'dist/pages'), [...pages, planted]);
  });

  it('shows no block that is overlooked here', () => {
    expect(pages.flatMap(unseenIn)).to.deep.equal([]);
    const unseen = ['```typescript\n1;\n```\n', '  ```ts\n1;\n```\n'].map((text) => unseenIn({ path: 'p', text }));
    expect(unseen).to.deep.equal([['p: a block of typescript'], ['p: a fence that is indented or not closed']]);
  });

  it('would be known by a block that expects what is not so', () => {
    expect(Object.fromEntries(runs.blocks)).to.deep.include({
      'planted.md:1': { tests: 1, failures: [] },
      'planted.md:6': { tests: 1, failures: ['is wrong: expected 1 to equal 2'] },
      'planted.md:12': { tests: 1, failures: [] },
      'planted.md:17': { tests: 1, failures: ['planted.md:17: expected 42 to equal +0'] },
    });
  });

  for (const { where, code } of files.filter(({ isSpec }) => isSpec)) {
    it(`runs ${where}`, function () {
      if (needsChromium(code) && !hasChromium()) this.skip();
      const { tests = 0, failures = [] } = runs.blocks.get(where) ?? {};
      expect(failures).to.deep.equal([]);
      expect(tests).to.be.greaterThan(0);
    });
  }

  it('leaves nothing open: the process of its blocks ends by itself', () => {
    expect(runs.hasEnded).to.equal(true);
  });
});
