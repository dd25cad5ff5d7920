import { expect } from 'chai';
import fc from 'fast-check';
import { compileFilter } from '../../../../lib/emulator/broker/filter/compile-filter.js';
import { evaluate } from '../../../../lib/emulator/broker/filter/evaluate.js';
import { printFilter } from '../../../../lib/emulator/broker/filter/printer.js';
import { expressions } from '../../../support/filters.js';

const nobody = { connectionId: 'c1', userId: undefined, groups: new Set<string>(), protocol: undefined };
const everything = { connectionId: 'c1', userId: 'ann', groups: new Set(['g']), protocol: 'p' };

function problemOf(filter: string): string | undefined {
  const compiled = compileFilter(filter);
  return 'problem' in compiled ? compiled.problem : undefined;
}

describe('a compiled filter', () => {
  // The first text is recorded, the second documented; the others are those of the official emulator.
  const texts = [
    [
      'invalid filter',
      "Invalid syntax for 'invalid filter': Syntax error at position 14 in 'invalid filter'. (Parameter 'filter')",
    ],
    [
      'not length(userId) gt 5',
      "Invalid syntax for 'not length(userId)': Type 'null', expect 'bool'. (Parameter 'filter')",
    ],
    ["( not 'a' )", "Invalid syntax for 'not 'a'': Type 'string', expect 'bool'. (Parameter 'filter')"],
    ['userId lt 1', "Invalid syntax for 'userId lt 1': Type 'string', expect 'int'. (Parameter 'filter')"],
    [
      'invalid(ab,c)',
      "Invalid syntax for 'invalid(ab,c)': Token 'invalid(ab,c)' is not supported. (Parameter 'filter')",
    ],
    ['ab eq 1', "Invalid syntax for 'ab eq 1': Token 'ab' is not supported. (Parameter 'filter')"],
    ['( ab )', "Invalid syntax for '( ab )': Token 'ab' is not supported. (Parameter 'filter')"],
  ] as const;
  for (const [filter, text] of texts) {
    it(`is refused in the words of the service for ${filter}`, () => {
      expect(problemOf(filter)).to.equal(text);
    });
  }

  it('matches connections', () => {
    const compiled = compileFilter("userId eq null and protocol eq null and connectionId eq 'c1'");
    expect('matches' in compiled && [nobody, everything].map(compiled.matches)).to.deep.equal([true, false]);
  });

  it('is true or false for every connection once it was taken', () => {
    fc.assert(
      fc.property(expressions, (expression) => {
        if (problemOf(printFilter(expression)) !== undefined) return;
        for (const subject of [nobody, everything]) expect(evaluate(expression, subject)).to.be.a('boolean');
      }),
      { numRuns: 1000 },
    );
  });

  it('is refused in words for whatever text is none, also for a filter with something cut out or put in', () => {
    const put = fc.record({
      expression: expressions,
      at: fc.nat(99),
      cut: fc.nat(3),
      text: fc.string({ maxLength: 2 }),
    });
    fc.assert(
      fc.property(put, ({ expression, at, cut, text }) => {
        const filter = printFilter(expression);
        const problem = problemOf(filter.slice(0, at) + text + filter.slice(at + cut));
        expect(problem ?? "Invalid syntax for '': (Parameter 'filter')").to.match(
          /^Invalid syntax for '[^]*\(Parameter 'filter'\)$/,
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('tells the whole of a long chain whose last part is wrong', () => {
    const chain = `true${' or true'.repeat(999)}`;
    expect(problemOf(`${'('.repeat(99)}${chain} or 'a'${')'.repeat(99)}`)).to.include("Type 'string', expect 'bool'.");
  });

  it('has 65,536 characters at most, which are not said again beyond', () => {
    const chain = `true${' or true'.repeat(1000)}`;
    expect(problemOf(chain.padEnd(65_536))).to.equal(undefined);
    expect(problemOf(chain.padEnd(65_537))).to.equal("The filter has more than 65536 characters. (Parameter 'filter')");
  });

  it('is refused within a moment whatever it repeats', () => {
    const started = performance.now();
    for (const part of ['(', "'", "''", 'not ', 'a in (', 'a,', '1 eq ', '-', 'a.', ' ', 'f(']) {
      problemOf(part.repeat(65_536 / part.length));
    }
    expect(performance.now() - started).to.be.lessThan(1000);
  });
});
