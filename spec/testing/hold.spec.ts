import { expect } from 'chai';
import { Hold, holding } from '../../lib/testing/hold.js';

const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

describe('a hold on the process', () => {
  it('is there until it is ended, and never again', () => {
    const before = timers();
    const hold = new Hold();
    hold.happened();
    expect(timers()).to.equal(before + 1);
    hold.end();
    hold.happened();
    expect(timers()).to.equal(before);
  });

  it('is there while something is done, also where that fails', async () => {
    const seen = await holding(async () => {
      await Promise.resolve();
      return timers();
    });
    await holding(() => Promise.reject(new Error('no'))).catch(() => undefined);
    expect(seen - timers()).to.equal(1);
  });
});
