import { expect } from 'chai';
import { isJson } from '../../lib/emulator/is-json.js';

describe('a text', () => {
  it('is JSON, or is not', () => {
    expect(['{}', 'null', ' 1 ', '', '{', "'a'"].map(isJson)).to.deep.equal([true, true, true, false, false, false]);
  });
});
