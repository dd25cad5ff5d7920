import { expect } from 'chai';
import { readSettingsText } from '../../lib/emulator/settings-text.js';
import { repository } from '../support/read-tree.js';

describe('the text of a settings file', () => {
  it('cannot be had where there is no file, or a folder, and the reason is said', () => {
    const missing = () => readSettingsText('no-such-file.json');
    expect(missing).to.throw('The settings file no-such-file.json cannot be used: reading it failed (ENOENT).');
    expect(() => readSettingsText(repository)).to.throw('reading it failed (EISDIR)');
  });
});
