import { expect } from 'chai';
import { appClock } from '../../lib/testing/app-clock.js';

const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

describe('the clock of a test app', () => {
  it('is the time', async () => {
    const before = Date.now();
    await new Promise<void>((resolve) => appClock.after(1, resolve));
    expect(appClock.now()).to.be.within(before, Date.now());
  });

  it('keeps the process alive for what is due soon, and not for what is due much later', () => {
    const before = timers();
    const cancels = [appClock.after(14_000, () => {}), appClock.after(20_000, () => {})];
    expect(timers()).to.equal(before + 1);
    for (const cancel of cancels) cancel();
    expect(timers()).to.equal(before);
  });
});
