import { expect } from 'chai';
import { isNestedTooDeep } from '../../lib/protocol/nesting.js';

const nested = (depth: number): Buffer => Buffer.from('['.repeat(depth) + ']'.repeat(depth));

describe('the nesting of JSON', () => {
  it('is too deep beyond a thousand levels', () => {
    expect([1_000, 1_001, 100_000].map((depth) => isNestedTooDeep(nested(depth)))).to.deep.equal([false, true, true]);
  });

  it('is looked at whatever it is', () => {
    for (const text of ['"', '"\\', ']'.repeat(5_000), '"'.repeat(5_001)]) {
      expect(isNestedTooDeep(Buffer.from(text.padEnd(4_000)))).to.equal(false);
    }
  });
});
