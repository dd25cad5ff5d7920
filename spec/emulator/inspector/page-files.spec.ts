import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { pageHeaders, readPageFile } from '../../../lib/emulator/inspector/page-files.js';
import { withFolder } from '../../support/temporary-folder.js';

describe('the files of the inspector', () => {
  it('are there once they were built, the page itself under no name', () =>
    withFolder(async (folder) => {
      writeFileSync(join(folder, 'index.html'), '<!doctype html>');
      const file = await readPageFile('', pathToFileURL(`${folder}/`));
      expect([file?.type, file?.content.toString()]).to.deep.equal(['text/html; charset=utf-8', '<!doctype html>']);
      expect(await readPageFile('app.js', pathToFileURL(`${folder}/`))).to.equal(undefined);
    }));

  for (const name of ['../inspector.js', 'main.ts', 'app.js.map', '%2e%2e/x', 'constructor', 'x']) {
    it(`are no others: ${name}`, async () => {
      expect(await readPageFile(name)).to.equal(undefined);
    });
  }

  it('run their own script alone, and talk to their emulator alone', () => {
    const policy = pageHeaders('localhost:1')['content-security-policy'] ?? '';
    expect(policy).to.include("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).to.include("connect-src 'self' ws://localhost:1 wss://localhost:1");
    expect(policy).to.include("frame-ancestors 'none'").and.include("require-trusted-types-for 'script'");
    expect(policy).to.not.include('unsafe');
  });
});
