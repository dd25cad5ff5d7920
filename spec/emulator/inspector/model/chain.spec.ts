import { expect } from 'chai';
import { durationOf, hasFailed, isFailure, rootOf } from '../../../../lib/emulator/inspector/model/chain.js';
import { chainOf, entry } from '../../../support/inspector-entries.js';

describe('a chain', () => {
  it('goes from what began it to what came last', () => {
    const chain = chainOf(entry({ id: 3, time: 100 }), entry({ id: 4, time: 140 }));
    expect([rootOf(chain).id, durationOf(chain)]).to.deep.equal([3, 40]);
  });

  it('took nobody knows how long where the clock was set back', () => {
    expect(durationOf(chainOf(entry({ time: 100 }), entry({ id: 2, time: 95 })))).to.equal(undefined);
  });

  it('has a beginning', () => {
    expect(() => rootOf(chainOf())).to.throw('at least one entry');
  });

  it('has failed where one entry tells of a failure', () => {
    expect(hasFailed(chainOf(entry(), entry({ what: 'frame.failed' })))).to.equal(true);
    expect(hasFailed(chainOf(entry(), entry({ what: 'event.answered', status: 204 })))).to.equal(false);
  });

  for (const [given, failed] of [
    [{ what: 'event.answered', status: 500 }, true],
    [{ what: 'rest.answered', status: 401 }, true],
    // A question whose answer is no.
    [{ what: 'rest.answered', status: 404 }, false],
    [{ what: 'frame.sent', type: 'ack', error: 'Forbidden' }, true],
    [{ what: 'frame.sent', type: 'ack' }, false],
    [{ what: 'client.refused', status: 401 }, true],
  ] as const) {
    it(`takes ${JSON.stringify(given)} for ${failed ? 'a failure' : 'none'}`, () => {
      expect(isFailure(entry(given))).to.equal(failed);
    });
  }
});
