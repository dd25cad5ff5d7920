import { expect } from 'chai';
import fc from 'fast-check';
import { parseFilter } from '../../../../lib/emulator/broker/filter/parser.js';
import { printFilter } from '../../../../lib/emulator/broker/filter/printer.js';
import { expressions } from '../../../support/filters.js';

describe('a printed filter', () => {
  it('is read to what was printed', () => {
    fc.assert(
      fc.property(expressions, (expression) => {
        expect(parseFilter(printFilter(expression))).to.deep.equal(expression);
      }),
    );
  });

  it('keeps the letters of names and doubles quotes in texts', () => {
    expect(printFilter(parseFilter("USERID  eq 'O''Brien'"))).to.equal("USERID eq 'O''Brien'");
  });
});
