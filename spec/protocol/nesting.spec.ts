import { expect } from 'chai';
import fc from 'fast-check';
import { isNestedTooDeep, nestingLimit } from '../../lib/protocol/nesting.js';

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

  it('is the depth that a value has, whatever stands in its texts', () => {
    const depthOf = (value: unknown): number =>
      typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.string(),
        fc.integer({ min: nestingLimit - 8, max: nestingLimit + 4 }),
        (value, text, around) => {
          const json = '['.repeat(around) + JSON.stringify([value, { [text]: `[{"\\${text}` }]) + ']'.repeat(around);
          expect(isNestedTooDeep(Buffer.from(json))).to.equal(around + depthOf([value, {}]) > nestingLimit);
        },
      ),
    );
  });
});
