import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { readPages } from '../support/markdown.js';
import { repository } from '../support/read-tree.js';
import { run } from '../support/run.js';
import { snippetFiles } from '../support/snippets.js';

// Inside the package, so that the snippets find it by its name.
const folder = join(repository, 'dist/snippets');
// Most of docs/errors.md shows what does not compile. The pages about moving are compiled and run by moving.spec.ts, docs/testing.md by
// testing.spec.ts. docs/api shows signatures, and the examples of doc comments.
const pages = readPages().filter(
  ({ path }) => !['docs/errors.md', 'docs/testing.md'].includes(path) && !/^docs\/(from-|api\/)/.test(path),
);
const options = {
  ...{ target: 'es2022', module: 'nodenext', strict: true, experimentalDecorators: true, types: ['node', 'mocha'] },
  ...{ skipLibCheck: true, noEmit: true },
};

describe('the code that README and docs show', () => {
  const files = new Map(pages.flatMap((page) => [...snippetFiles(page)]));

  before(() => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, include: ['*.ts'] }));
    for (const [name, code] of files) writeFileSync(join(folder, name), code);
  });

  it('is on every page that has some', () => {
    const names = ['README-md.ts', 'app.ts', 'chat.ts', 'docs-bindings-md.ts', 'docs-decorators-md.ts'];
    expect([...files.keys()]).to.include.members([...names, 'docs-emulator-md.ts']);
  });

  it('compiles', async function () {
    this.timeout(60_000);
    await run(folder, process.execPath, join(repository, 'node_modules/@typescript/native/bin/tsc'), '-p', '.');
  });
});
