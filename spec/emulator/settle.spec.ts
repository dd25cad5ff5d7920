import { expect } from 'chai';
import { settle } from '../../lib/emulator/settle.js';

describe('settling', () => {
  it('is over when a count has stayed for some turns', async () => {
    let count = 0;
    const until = Date.now() + 20;
    const timer = setInterval(() => {
      if (Date.now() < until) count += 1;
    }, 1);
    await settle(() => count);
    clearInterval(timer);
    expect(Date.now()).to.be.at.least(until);
  });

  it('is over at once when nobody waits any more', async () => {
    let turns = 0;
    const isOver = (): boolean => (turns += 1) > 1;
    await settle(() => Math.random(), { isOver });
    expect(turns).to.equal(2);
  });

  it('does not wait for ever for what never rests', async () => {
    let count = 0;
    await settle(() => (count += 1), { atMost: 20 });
    expect(count).to.be.above(4);
  });
});
