import { expect } from 'chai';
import fc from 'fast-check';
import { FilterProblem } from '../../../../lib/emulator/broker/filter/filter-problem.js';
import { parseFilter } from '../../../../lib/emulator/broker/filter/parser.js';
import { printFilter } from '../../../../lib/emulator/broker/filter/printer.js';

const read = (filter: string) => printFilter(parseFilter(filter));

describe('the grammar of filters', () => {
  const rows = [
    ['a or b and c', 'a or (b and c)'],
    ['a and b or c', '(a and b) or c'],
    ['a eq b and c ne d', '(a eq b) and (c ne d)'],
    ['not a gt 5', '(not a) gt 5'],
    ['not not a', 'not (not a)'],
    ['a or b or c', '(a or b) or c'],
    ['( a )', 'a'],
    ["'x' in groups", "'x' in groups"],
    ["'x' in ( groups )", "'x' in groups"],
    ["userId in ( 'a' , 'b' ) and c", "(userId in ('a','b')) and c"],
    ['length ( a ) le +3', 'length(a) le 3'],
    ['f()', 'f()'],
    ['-0', '0'],
  ] as const;
  for (const [filter, meaning] of rows) {
    it(`reads ${filter} as ${meaning}`, () => {
      expect(read(filter)).to.equal(meaning);
    });
  }

  it('has operators and constants in lower case', () => {
    expect(parseFilter('TRUE')).to.deep.equal({ kind: 'name', name: 'TRUE' });
    expect(parseFilter('true')).to.deep.equal({ kind: 'literal', value: true });
    expect(() => parseFilter('a EQ b')).to.throw('position 4');
  });

  const wrong = [
    ['invalid filter', 14],
    ['', 0],
    [' ', 1],
    ['a eq', 4],
    ['(a', 2],
    ['a)', 2],
    ['a > 1', 3],
    ['a in ()', 7],
    ["a in ('b',)", 11],
    ["a eq 'b", 7],
    ['f(a b)', 5],
    ['a/b', 2],
  ] as const;
  for (const [filter, position] of wrong) {
    it(`has no "${filter}"`, () => {
      expect(() => parseFilter(filter)).to.throw(FilterProblem, `Syntax error at position ${position} in '${filter}'.`);
    });
  }

  it('ends at a depth of 100 and at 1000 operators', () => {
    const nested = (count: number) => `${'('.repeat(count)}a${')'.repeat(count)}`;
    const chain = (count: number) => `a${' or a'.repeat(count)}`;
    expect(() => [nested(100), chain(1000), `${'not '.repeat(100)}a`].map(parseFilter)).not.to.throw();
    for (const filter of [nested(101), 'not '.repeat(101), 'f('.repeat(101), 'a in ('.repeat(101)]) {
      expect(() => parseFilter(filter)).to.throw(FilterProblem, 'It is nested deeper than 100.');
    }
    expect(() => parseFilter(chain(1001))).to.throw(FilterProblem, 'There are more than 1000 operators.');
  });

  it('says what is wrong with anything at all', () => {
    const words = fc.constantFrom('a', 'in', 'not', 'and', 'eq', '(', ')', ',', "'", "'x'", '7', '>', 'length(');
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), (parts) => {
        try {
          parseFilter(parts.join(' '));
        } catch (error) {
          expect(error).to.be.instanceOf(FilterProblem);
        }
      }),
    );
  });
});
