import { expect } from 'chai';
import { randomOf, Turns, type TurnsInit } from '../../../lib/emulator/faults/turns.js';

/** At which of the first twelve meetings a fault happens. */
function turnsOf(init: Partial<TurnsInit>, seed = 1): readonly number[] {
  const turns = new Turns({ times: Infinity, every: 1, after: 0, probability: 1, ...init }, seed);
  const meetings = Array.from({ length: 12 }, (_, index) => index + 1);
  const happened = meetings.filter(() => {
    const isDue = turns.meet();
    if (isDue) turns.happened();
    return isDue;
  });
  expect([turns.met, turns.count]).to.deep.equal([12, happened.length]);
  return happened;
}

describe('the turns of a fault', () => {
  it('come always, unless more is said', () => {
    expect(turnsOf({})).to.have.length(12);
  });

  it('come so often, so rarely and so late as they are to', () => {
    expect(turnsOf({ times: 2 })).to.deep.equal([1, 2]);
    expect(turnsOf({ every: 5 })).to.deep.equal([5, 10]);
    expect(turnsOf({ after: 10 })).to.deep.equal([11, 12]);
    expect(turnsOf({ after: 3, every: 2, times: 3 })).to.deep.equal([5, 7, 9]);
  });

  it('are the same for the same seed, and others for another', () => {
    const first = turnsOf({ probability: 0.5, seed: 7 }, 1);
    // Written down, so that a seed means the same in every version.
    expect(first).to.deep.equal([1, 2, 5, 6, 8, 9, 10, 11]);
    expect(turnsOf({ probability: 0.5, seed: 7 }, 2)).to.deep.equal(first);
    expect(turnsOf({ probability: 0.5, seed: 8 })).to.not.deep.equal(first);
    expect(turnsOf({ probability: 0.5 }, 7)).to.deep.equal(first);
  });

  it('are not spent by a fault that another one came before', () => {
    const turns = new Turns({ times: 1, every: 1, after: 0, probability: 1 }, 1);
    expect([turns.meet(), turns.meet()]).to.deep.equal([true, true]);
    turns.happened();
    expect(turns.meet()).to.equal(false);
  });
});

describe('the random numbers of faults', () => {
  for (const seed of [0, 1, 2, 2 ** 32 - 1]) {
    it(`fall evenly between 0 and 1 with the seed ${seed}`, () => {
      const random = randomOf(seed);
      const tenths = Array<number>(10).fill(0);
      for (let count = 0; count < 10_000; count += 1) {
        const tenth = Math.floor(random() * 10);
        tenths[tenth] = (tenths[tenth] ?? 0) + 1;
      }
      expect(Math.min(...tenths)).to.be.greaterThan(850);
      expect(Math.max(...tenths)).to.be.lessThan(1150);
    });
  }
});
