import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { watchSyntax } from '../../../lib/cli/config/syntax-place.js';
import { withFolder } from '../../support/temporary-folder.js';

const placeOf = (files: Readonly<Record<string, string>>) =>
  withFolder(async (folder) => {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const [entry = ''] = Object.keys(files);
    const watch = watchSyntax();
    try {
      await import(pathToFileURL(join(folder, entry)).href);
      return expect.fail('it was loaded');
    } catch (error) {
      return watch.placeOf(error)?.replace(folder, '.');
    } finally {
      watch.close();
    }
  });

describe('the place of a syntax error', () => {
  it('is a file and its line', async () => {
    expect(await placeOf({ 'a.mjs': '\nexport const = 1;' })).to.equal('./a.mjs:2');
    expect(await placeOf({ 'a.cjs': '\n\nconst = 1;' })).to.equal('./a.cjs:3');
  });

  it('is in what is imported', async () => {
    expect(await placeOf({ 'a.mjs': "import './b.mjs';", 'b.mjs': '\nexport const = 1;' })).to.equal('./b.mjs:2');
  });

  it('is an import of what is not exported', async () => {
    expect(await placeOf({ 'a.mjs': "\nimport { c } from './b.mjs';", 'b.mjs': '' })).to.equal('./a.mjs:2');
  });

  it('is nowhere for other errors', async () => {
    expect(await placeOf({ 'a.mjs': "JSON.parse('{');" })).to.equal(undefined);
    expect(await placeOf({ 'a.mjs': "throw new Error('a');" })).to.equal(undefined);
  });
});
