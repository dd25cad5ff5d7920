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

  it('does not run at once what is due in a month: a timer of Node ends before', async () => {
    const cancel = systemClock.after(31 * 86_400_000, () => expect.fail('it came at once'));
    await new Promise<void>((resolve) => systemClock.after(20, resolve));
    cancel();
  });

  it('runs what is due, unless it was called off', async () => {
    const cancel = systemClock.after(0, () => expect.fail('it was called off'));
    cancel();
    await new Promise<void>((resolve) => systemClock.after(1, resolve));
  });
});
