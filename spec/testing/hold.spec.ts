import { expect } from 'chai';
import { Hold } from '../../lib/testing/hold.js';

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
});
