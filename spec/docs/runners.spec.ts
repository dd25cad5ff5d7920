import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { repository } from '../support/read-tree.js';

const folders = {
  mocha: 'mocha',
  'node:test': 'node-test',
  vitest: 'vitest',
  jest: 'jest',
  'jest, CommonJS': 'jest/commonjs',
};
const page = readFileSync(join(repository, 'docs/testing.md'), 'utf8');
const [, section = ''] = page.split('\n## In your runner\n');
const [common = '', ...parts] = section.split('\n### ');

const read = (folder: string, file: string): string =>
  readFileSync(join(repository, 'spec/runners', folder, file), 'utf8');
const readTogether = (file: string): unknown[] =>
  Object.values(folders).map((folder) => JSON.parse(read(folder, file)) as unknown);

/** The blocks of a text, each under the name of a file that was said last before it. */
function blocksOf(text: string): Map<string, string> {
  const blocks = text.matchAll(/`([\w.-]+\.(?:json|js))`[^`]*\n\n```\w+\n([^]*?)^```$/gm);
  return new Map([...blocks].map(([, file = '', code = '']) => [file, code]));
}

describe('what docs/testing.md says of runners', () => {
  it('is of each runner of spec/runners', () => {
    expect(parts.map((part) => part.split('\n', 1).join())).to.deep.equal(Object.keys(folders));
  });

  for (const [title, folder] of Object.entries(folders)) {
    const blocks = blocksOf(parts.find((part) => part.startsWith(`${title}\n`)) ?? '');
    for (const [file, code] of blocks) {
      it(`is ${file} as it runs under ${title}`, () => {
        if (file === 'package.json') expect(JSON.parse(read(folder, file))).to.deep.include(JSON.parse(code));
        else expect(read(folder, file)).to.equal(code);
      });
    }
    it(`shows every block of ${title} under the name of its file`, () => {
      const fences = parts.find((part) => part.startsWith(`${title}\n`))?.match(/^```\w+$/gm) ?? [];
      expect(blocks.size).to.equal(fences.length).and.be.greaterThan(0);
    });
  }

  it('is the tsconfig.json of each, but for what CommonJS needs more', () => {
    const said = JSON.parse(blocksOf(common).get('tsconfig.json') ?? '') as { compilerOptions: object };
    const more = { compilerOptions: { ...said.compilerOptions, esModuleInterop: true, allowJs: true } };
    expect(readTogether('tsconfig.json')).to.deep.equal([said, said, said, said, { ...said, ...more }]);
  });

  it('is of modules, and of CommonJS where it says so', () => {
    const types = readTogether('package.json').map((one) => (one as { type: string }).type);
    expect(types).to.deep.equal(['module', 'module', 'module', 'module', 'commonjs']);
  });
});
