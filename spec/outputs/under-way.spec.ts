import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { UnderWay } from '../../lib/outputs/under-way.js';

describe('what is under way', () => {
  it('is nothing at first, and nothing to wait for', async () => {
    const underWay = new UnderWay();
    await underWay.settled();
    expect(underWay.isEmpty).to.equal(true);
  });

  it('ends with a success or a failure, of which another hears', async () => {
    const underWay = new UnderWay();
    const failing = underWay.add(Promise.reject(new Error('no')));
    failing.catch(() => undefined);
    const working = underWay.add(Promise.resolve(1));
    expect(underWay.isEmpty).to.equal(false);
    await underWay.settled();
    expect([underWay.isEmpty, await working]).to.deep.equal([true, 1]);
  });

  it('is also what came while it was waited for', async () => {
    const underWay = new UnderWay();
    const [first, second] = [held(), held()];
    first.promise = underWay.add(first.promise);
    let isSettled = false;
    const settled = underWay.settled().finally(() => (isSettled = true));
    second.promise = underWay.add(second.promise);
    first.finish();
    await setImmediate();
    expect(isSettled).to.equal(false);
    second.finish();
    await settled;
  });
});

function held() {
  let finish = (): void => undefined;
  const promise = new Promise<void>((resolve) => (finish = resolve));
  return { promise, finish: () => finish() };
}
