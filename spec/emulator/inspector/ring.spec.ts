import { expect } from 'chai';
import { Ring } from '../../../lib/emulator/inspector/ring.js';

describe('a ring', () => {
  it('keeps the last of many things, in order', () => {
    const ring = new Ring<number>(3);
    ring.add(1);
    expect([...ring]).to.deep.equal([1]);
    for (const item of [2, 3, 4, 5]) ring.add(item);
    expect([[...ring], ring.length]).to.deep.equal([[3, 4, 5], 3]);
  });
});
