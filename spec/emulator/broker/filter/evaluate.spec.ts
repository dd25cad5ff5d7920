import { expect } from 'chai';
import fc from 'fast-check';
import { evaluate } from '../../../../lib/emulator/broker/filter/evaluate.js';
import { parseFilter } from '../../../../lib/emulator/broker/filter/parser.js';
import { conditions, expressions } from '../../../support/filters.js';

const subject = { connectionId: 'c1', userId: 'user-1', groups: new Set(['g', 'h']), protocol: undefined };
const value = (filter: string) => evaluate(parseFilter(filter), subject);

describe('the value of a filter', () => {
  const rows = [
    ["userId eq 'user-1'", true],
    ["userId eq 'USER-1'", false],
    ["toupper(userId) eq 'USER-1'", true],
    ['userId eq 1', false],
    ['userId ne 1', true],
    ['protocol eq null', true],
    ['protocol gt 1', false],
    ['length(protocol) lt 1', false],
    ["userId gt 'a'", false],
    ['2 gt 1 and 1 ge 1 and 1 lt 2 and 1 le 1', true],
    ["'g' in groups and not ('x' in groups)", true],
    ['length(groups) eq 2', true],
    ["userId in ('a', 'user-1')", true],
    ['protocol in (null)', true],
    ["protocol in ('a')", false],
    ["substring(userId, 5) eq '1'", true],
    ['true or false and false', true],
    ['groups eq groups', true],
    ['1 in groups', false],
  ] as const;
  for (const [filter, result] of rows) {
    it(`is ${result} for ${filter}`, () => {
      expect(value(filter)).to.equal(result);
    });
  }

  it('is what JavaScript says of the same condition', () => {
    const words = fc.string({ unit: fc.constantFrom('a', 'A', 'b', "'"), maxLength: 3 });
    const them = fc.record({ userId: fc.option(words), groups: fc.array(words).map((list) => new Set(list)) });
    fc.assert(
      fc.property(conditions, them, ({ source, of }, it) => {
        const { userId, groups } = it;
        const result = evaluate(parseFilter(source), { ...subject, userId: userId ?? undefined, groups });
        expect(result).to.equal(of(it));
      }),
    );
  });

  it('is there for every tree, also where types do not fit', () => {
    fc.assert(
      fc.property(expressions, (expression) => {
        expect(evaluate(expression, subject)).not.to.equal(undefined);
      }),
    );
  });
});
