import { expect } from 'chai';
import { isGroupStateInLimits } from '../../lib/protocol/group-state.js';

describe('a group state', () => {
  it('has up to 8192 characters of names and texts', () => {
    expect(isGroupStateInLimits({ k: 'x'.repeat(8191) })).to.equal(true);
    expect(isGroupStateInLimits({ k: 'x'.repeat(8191), l: '' })).to.equal(false);
  });
});
