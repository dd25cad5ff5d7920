import { expect } from 'chai';
import { createDeadline, wait } from '../../lib/emulator/deadline.js';
import { ManualClock } from '../support/manual-clock.js';

describe('a wait', () => {
  it('is over when its time has passed', async () => {
    const clock = new ManualClock();
    const waiting = wait(clock, 1000, new AbortController().signal);
    clock.advance(1000);
    await waiting;
    expect(clock.waiting).to.equal(0);
  });

  it('is over once the signal is aborted', async () => {
    const clock = new ManualClock();
    const controller = new AbortController();
    const waiting = wait(clock, 1000, controller.signal);
    controller.abort();
    await waiting;
    await wait(clock, 1000, controller.signal);
    expect(clock.waiting).to.equal(0);
  });
});

describe('a deadline', () => {
  it('ends with its time, or with any other signal', () => {
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

  it('means nothing any more once it has ended', () => {
    const clock = new ManualClock();
    const controller = new AbortController();
    const deadline = createDeadline(clock, 1000, controller.signal);
    deadline.end();
    controller.abort();
    expect([deadline.signal.aborted, clock.waiting]).to.deep.equal([false, 0]);
  });
});
