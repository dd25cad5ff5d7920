import { expect } from 'chai';
import { createDeadline, systemClock, wait } from '../../lib/emulator/clock.js';
import { ManualClock } from '../support/manual-clock.js';

describe('time', () => {
  it('passes for the system, and can be called off', async () => {
    const before = systemClock.now();
    await wait(systemClock, 1, new AbortController().signal);
    systemClock.after(0, () => expect.fail('it was called off'))();
    expect(systemClock.now()).to.be.at.least(before);
  });

  it('is not waited for once the signal is aborted', async () => {
    const clock = new ManualClock();
    const controller = new AbortController();
    const waiting = wait(clock, 1000, controller.signal);
    controller.abort();
    await waiting;
    await wait(clock, 1000, controller.signal);
    expect(clock.waiting).to.equal(0);
  });

  it('ends a deadline, as does any other signal', () => {
    const clock = new ManualClock();
    const controller = new AbortController();
    const first = createDeadline(clock, 1000, controller.signal);
    const second = createDeadline(clock, 2000, controller.signal);
    clock.advance(1000);
    expect([first.signal.aborted, second.signal.aborted]).to.deep.equal([true, false]);
    controller.abort();
    expect([second.signal.aborted, createDeadline(clock, 1, controller.signal).signal.aborted]).to.deep.equal([
      true,
      true,
    ]);
  });

  it('means nothing to a deadline that has ended', () => {
    const clock = new ManualClock();
    const controller = new AbortController();
    const deadline = createDeadline(clock, 1000, controller.signal);
    deadline.end();
    controller.abort();
    expect([deadline.signal.aborted, clock.waiting]).to.deep.equal([false, 0]);
  });
});
