import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { Slots } from '../../lib/outputs/slots.js';

describe('slots', () => {
  it('let no more be under way than there are, in the order they came', async () => {
    const slots = new Slots(2);
    const ends: (() => void)[] = [];
    const started: string[] = [];
    const work = (name: string) =>
      slots.use(() => {
        started.push(name);
        return new Promise<void>((resolve) => ends.push(resolve));
      });
    const all = [work('a'), work('b'), work('c'), work('d')];
    await setImmediate();
    expect(started).to.deep.equal(['a', 'b']);
    ends[1]?.();
    await setImmediate();
    expect(started).to.deep.equal(['a', 'b', 'c']);
    for (const index of [0, 2, 3]) {
      ends[index]?.();
      await setImmediate();
    }
    await Promise.all(all);
  });

  it('are given back by a work that fails', async () => {
    const slots = new Slots(1);
    const failing = slots.use(() => Promise.reject(new Error('no')));
    const after = slots.use(() => Promise.resolve('ran'));
    await failing.catch(() => undefined);
    expect(await after).to.equal('ran');
  });
});
