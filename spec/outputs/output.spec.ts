import { expect } from 'chai';
import { isQuestion } from '../../lib/outputs/output.js';

describe('an output', () => {
  it('is a question or a command', () => {
    expect(isQuestion({ name: 'userExists', userId: 'ann' })).to.equal(true);
    expect(isQuestion({ name: 'isInGroup', group: 'g', userId: 'ann' })).to.equal(true);
    expect(isQuestion({ name: 'closeConnection', connectionId: 'c1' })).to.equal(false);
  });
});
