import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { setting } from './settings.js';

const folder = mkdtempSync(join(tmpdir(), 'chat-'));
const file = join(folder, 'local.settings.json');

describe('a setting', () => {
  before(() => writeFileSync(file, '\uFEFF{ /* local */ "Values": { "A": "http://file" } } // end'));
  after(() => rmSync(folder, { recursive: true }));

  it('comes from the environment, then from the file', () => {
    expect(setting('A', { environment: { A: 'here' }, file })).to.equal('here');
    expect(setting('A', { environment: {}, file })).to.equal('http://file');
    expect(setting('B', { environment: {}, file })).to.equal(undefined);
  });

  it('is hidden by an empty one in the environment', () => {
    expect(setting('A', { environment: { A: '' }, file })).to.equal('');
  });

  it('needs no file', () => {
    expect(setting('A', { environment: {}, file: join(folder, 'none') })).to.equal(undefined);
  });
});
