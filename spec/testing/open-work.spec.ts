import { expect } from 'chai';
import { OpenWork } from '../../lib/testing/open-work.js';
import { rejectionOf } from '../support/performs.js';

describe('work that has not ended', () => {
  it('is told of by the names of its functions, each once, until it has ended or failed', async () => {
    const open = new OpenWork();
    const ended: (() => void)[] = [];
    const work = () => new Promise<void>((resolve) => ended.push(resolve));
    const sold = work();
    open.add(sold, 'Sales.offer');
    open.add(sold, 'Sales.offer');
    const failed = Promise.reject(new Error('no'));
    open.add(failed, 'Sales.bid');
    await rejectionOf(failed);
    await Promise.resolve();
    expect(open.words()).to.match(/^What Sales\.offer left to waitUntil has not ended/);
    for (const end of ended) end();
    await sold;
    await Promise.resolve();
    expect(open.words()).to.equal(undefined);
  });
});
