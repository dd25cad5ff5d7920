import { expect } from 'chai';
import { pageFolder } from '../../../lib/emulator/inspector/page-folder.js';

describe('the folder of the inspector', () => {
  it('is beside its code', () => {
    expect(pageFolder.pathname).to.match(/\/lib\/emulator\/inspector\/public\/$/);
  });
});
