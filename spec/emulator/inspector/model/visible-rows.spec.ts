import { expect } from 'chai';
import { isAtEnd, scrollToRow, visibleRows } from '../../../../lib/emulator/inspector/model/visible-rows.js';

describe('the rows that are there', () => {
  it('are those that are seen and a few around them, however many there are', () => {
    expect(visibleRows(10_000, 30, { scrollTop: 3000, height: 600 })).to.deep.equal({ first: 92, end: 128 });
    expect(visibleRows(10, 30, { scrollTop: 0, height: 600 })).to.deep.equal({ first: 0, end: 10 });
    expect(visibleRows(0, 30, { scrollTop: 900, height: 600 })).to.deep.equal({ first: 0, end: 0 });
  });

  it('are at the end where the last one is seen', () => {
    expect(isAtEnd(100, 30, { scrollTop: 2400, height: 600 })).to.equal(true);
    expect(isAtEnd(100, 30, { scrollTop: 2300, height: 600 })).to.equal(false);
  });

  it('move as little as they must to show one', () => {
    const view = { scrollTop: 300, height: 300 };
    expect([2, 12, 25].map((index) => scrollToRow(index, 30, view))).to.deep.equal([60, 300, 480]);
  });
});
