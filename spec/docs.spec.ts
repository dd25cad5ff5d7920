import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect } from 'chai';
import { anchorsOf, linksOf, readPages } from './support/markdown.js';
import { repository } from './support/read-tree.js';

const pages = readPages();

describe('the documentation', () => {
  for (const page of pages) {
    it(`leads somewhere from ${page.path}`, () => {
      expect(linksOf(page).filter((link) => !leadsSomewhere(page.path, link))).to.deep.equal([]);
    });
  }

  it('is reached from the README, every page of it', () => {
    const readme = pages.filter(({ path }) => path === 'README.md').flatMap(linksOf);
    const unreached = pages.filter(({ path }) => path.startsWith('docs/') && !readme.some((link) => link === path));
    expect(unreached.map(({ path }) => path)).to.deep.equal([]);
  });
});

function leadsSomewhere(from: string, link: string): boolean {
  const [file = '', anchor] = link.split('#');
  const path = file === '' ? from : posix.join(posix.dirname(from), file);
  if (anchor === undefined) return existsSync(join(repository, path));
  return pages.some((page) => page.path === path && anchorsOf(page).includes(anchor));
}
