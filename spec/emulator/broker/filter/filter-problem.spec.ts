import { expect } from 'chai';
import { FilterProblem } from '../../../../lib/emulator/broker/filter/filter-problem.js';

describe('what is wrong with a filter', () => {
  it('is said of a part of it or of the whole', () => {
    const part = { kind: 'name', name: 'a' } as const;
    expect(new FilterProblem('no', part)).to.include({ message: 'no', within: part });
    expect(new FilterProblem('no').within).to.equal(undefined);
  });
});
