import { expect } from 'chai';
import { Timeline } from '../../lib/emulator/timeline.js';

const none = (): void => undefined;
const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

describe('a timeline', () => {
  it('goes as the machine does, and runs what is due by itself', async () => {
    const timeline = new Timeline();
    expect(timeline.now).to.be.closeTo(Date.now(), 100);
    await new Promise<void>((resolve) => timeline.add(1, resolve));
  });

  it('stands while it is held, is put ahead but never back, and goes on from there', () => {
    const timeline = new Timeline();
    timeline.hold();
    const start = timeline.now;
    timeline.putAt(start + 60_000);
    timeline.putAt(start);
    timeline.letGo();
    expect(timeline.now - Date.now()).to.be.closeTo(60_000, 1_000);
  });

  it('keeps one timer, and none where nothing is due', () => {
    const before = timers();
    const timeline = new Timeline();
    const cancels = [3_000, 1_000, 2_000].map((milliseconds) => timeline.add(milliseconds, none));
    expect(timers() - before).to.equal(1);
    timeline.hold();
    expect(timers() - before).to.equal(0);
    timeline.letGo();
    for (const cancel of cancels) cancel();
    expect(timers() - before).to.equal(0);
  });

  it('keeps the process alive for what somebody may wait for, and not for pings or for what is due much later', () => {
    const before = timers();
    const timeline = new Timeline();
    const ping = timeline.add(5_000, none, { isBackground: true });
    const late = timeline.add(30_000, none);
    const letGo = timeline.add(1_000, none, { keepsProcess: false });
    expect(timers() - before).to.equal(0);
    const soon = timeline.add(5_000, none);
    expect(timers() - before).to.equal(1);
    soon();
    expect(timers() - before).to.equal(0);
    for (const cancel of [ping, late, letGo]) cancel();
  });

  it('waits for what is due later than a timer can say', async () => {
    const timeline = new Timeline();
    const cancel = timeline.add(2 ** 40, () => expect.fail('it is not due'));
    await new Promise<void>((resolve) => timeline.add(5, resolve));
    expect(timeline.firstAwaited()?.at).to.be.above(Date.now() + 2 ** 39);
    cancel();
  });

  it('runs nothing that was called off by what ran before it', async () => {
    const timeline = new Timeline();
    timeline.hold();
    let cancel = none;
    timeline.add(1, () => cancel());
    cancel = timeline.add(1, () => expect.fail('it was called off'));
    const ran = new Promise<void>((resolve) => timeline.add(1, resolve));
    timeline.letGo();
    await ran;
  });

  it('runs what is due also where a test lets the date stand still', async () => {
    const { now } = Date;
    const stopped = now();
    Date.now = () => stopped;
    try {
      const timeline = new Timeline();
      await new Promise<void>((resolve) => timeline.add(5, resolve));
    } finally {
      Date.now = now;
    }
  });

  it('counts its uses', () => {
    const timeline = new Timeline();
    const cancel = timeline.add(1_000, none);
    timeline.touch();
    cancel();
    cancel();
    expect(timeline.uses).to.equal(3);
  });

  it('runs at the next moment what is due after no number, as Node does', async () => {
    const timeline = new Timeline();
    await new Promise<void>((resolve) => timeline.add(Number.NaN, resolve));
    expect(timeline.firstAwaited()).to.equal(undefined);
  });
});
