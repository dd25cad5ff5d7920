import { AsyncLocalStorage } from 'node:async_hooks';
import { expect } from 'chai';
import { Line } from '../../../lib/emulator/faults/line.js';
import { ManualClock } from '../../support/manual-clock.js';

/** A line, what has gone by, and how long the line was whenever it changed. */
function story() {
  const [clock, gone, lengths] = [new ManualClock(), [] as string[], [] as number[]];
  const line = new Line(clock, ({ length }) => lengths.push(length));
  const goes = (name: string) => (): void => void gone.push(name);
  return { clock, line, gone, lengths, goes };
}

describe('a line', () => {
  it('lets everything by at once while nothing is late', () => {
    const { line, gone, lengths, goes } = story();
    line.pass(goes('a'));
    line.follow(goes('b'));
    expect([gone, lengths, line.length]).to.deep.equal([['a', 'b'], [], 0]);
  });

  it('holds up what comes behind something late, and is as late for each', () => {
    const { clock, line, gone, goes } = story();
    line.pass(goes('a'), 100);
    clock.advance(50);
    line.pass(goes('b'), 100);
    line.pass(goes('c'));
    clock.advance(50);
    expect([gone, line.length]).to.deep.equal([['a'], 2]);
    clock.advance(50);
    expect([gone, line.length, clock.waiting]).to.deep.equal([['a', 'b', 'c'], 0, 0]);
  });

  it('never lets something quick overtake something slow', () => {
    const { clock, line, gone, goes } = story();
    line.pass(goes('slow'), 100);
    line.pass(goes('quick'), 10);
    clock.advance(99);
    expect(gone).to.deep.equal([]);
    clock.advance(1);
    expect(gone).to.deep.equal(['slow', 'quick']);
  });

  it('lets what is held back go behind the next one', () => {
    const { clock, line, gone, goes } = story();
    line.hold(goes('a'));
    expect([line.isHolding, line.length]).to.deep.equal([true, 1]);
    line.pass(goes('b'));
    line.pass(goes('c'));
    expect([gone, line.isHolding, clock.waiting]).to.deep.equal([['b', 'a', 'c'], false, 0]);
  });

  it('lets it go behind the next one also where that is late', () => {
    const { clock, line, gone, goes } = story();
    line.hold(goes('a'));
    line.pass(goes('b'), 2000);
    clock.advance(1999);
    expect(gone).to.deep.equal([]);
    clock.advance(1);
    expect(gone).to.deep.equal(['b', 'a']);
  });

  it('holds nothing back for longer than a second, nor beyond the end', () => {
    const { clock, line, gone, goes } = story();
    line.hold(goes('a'));
    clock.advance(1000);
    line.hold(goes('b'));
    line.follow(goes('end'));
    expect(gone).to.deep.equal(['a', 'b', 'end']);
  });

  it('lets those by in order that come while others go', () => {
    const { clock, line, gone, goes } = story();
    line.pass(() => line.pass(goes('of a')), 10);
    line.pass(goes('b'));
    clock.advance(10);
    expect(gone).to.deep.equal(['b', 'of a']);
  });

  it('keeps the times of those that come while others go', () => {
    const { clock, line, gone, goes } = story();
    line.pass(() => line.pass(goes('b'), 10), 10);
    clock.advance(10);
    expect(clock.waiting).to.equal(1);
    clock.advance(9);
    line.pass(goes('c'), 10);
    clock.advance(1);
    expect(gone).to.deep.equal(['b']);
    line.pass(() => line.pass(goes('late'), 10), 10);
    line.release();
    expect([gone, clock.waiting]).to.deep.equal([['b', 'c', 'late'], 0]);
  });

  it('lets everything by at once on demand, in its order', () => {
    const { clock, line, gone, lengths, goes } = story();
    line.pass(goes('a'), 10);
    line.hold(goes('b'), 10);
    line.release();
    line.pass(goes('c'));
    expect([gone, clock.waiting, lengths.at(-1)]).to.deep.equal([['a', 'b', 'c'], 0, 0]);
  });

  it('forgets everything at its end', () => {
    const { clock, line, gone, lengths, goes } = story();
    line.pass(goes('a'), 10);
    line.hold(goes('b'));
    line.end();
    line.end();
    clock.advance(5000);
    expect([gone, clock.waiting, lengths]).to.deep.equal([[], 0, [1, 2, 0]]);
  });

  it('tells what comes late as of the same cause', () => {
    const { clock, line } = story();
    const [causes, told] = [new AsyncLocalStorage<number>(), [] as (number | undefined)[]];
    const tell = (): void => void told.push(causes.getStore());
    for (const cause of [1, 2]) causes.run(cause, () => line.pass(tell, 10));
    causes.run(3, () => line.hold(tell));
    clock.advance(1000);
    expect(told).to.deep.equal([1, 2, 3]);
  });
});
