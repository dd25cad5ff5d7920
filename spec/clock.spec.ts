import { expect } from 'chai';
import { systemClock } from '../lib/clock.js';

describe('the clock of the machine', () => {
  it('says the time', () => {
    expect(systemClock.now()).to.be.closeTo(Date.now(), 100);
  });

  it('does not keep the process alive for what says so', () => {
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const before = timers();
    const cancel = systemClock.after(1_000, () => undefined, { keepsProcess: false });
    expect(timers()).to.equal(before);
    cancel();
  });

  it('runs what is due, unless it was called off', async () => {
    const cancel = systemClock.after(0, () => expect.fail('it was called off'));
    cancel();
    await new Promise<void>((resolve) => systemClock.after(1, resolve));
  });
});
