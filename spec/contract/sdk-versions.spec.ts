import { expect } from 'chai';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** The version of an installed package; its package.json may not be exported. */
async function versionOf(name: string): Promise<string> {
  for (let folder = dirname(require.resolve(name)); ; folder = dirname(folder)) {
    try {
      const found = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
        name?: string;
        version: string;
      };
      if (found.name === name) return found.version;
    } catch (error) {
      if (folder === dirname(folder)) throw error;
    }
  }
}

describe('the SDKs that the contract specs run against', () => {
  it('are the versions that the emulator claims to serve', async () => {
    expect(await versionOf('@azure/web-pubsub')).to.equal('1.2.0');
    expect(await versionOf('@azure/web-pubsub-client')).to.equal('1.1.0');
  });
});
