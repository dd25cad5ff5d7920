import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { LiveCalls } from '../../lib/host/live-calls.js';
import type { Perform } from '../../lib/protocol/operations.js';
import { heldPerform, recordingPerform, rejectionOf } from '../support/performs.js';

const exists = { name: 'groupExists', group: 'g' } as const;

/** Never answers, and rejects with what ends it. */
const silent: Perform = (_, { signal } = {}) =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });

describe('the calls under way', () => {
  it('resolve to what they resolve to', async () => {
    const perform = new LiveCalls().watch(recordingPerform(() => true).perform);
    expect(await perform(exists)).to.equal(true);
  });

  it('are waited for, and no other is let in', async () => {
    const calls = new LiveCalls();
    const { finish, perform } = heldPerform();
    const watched = calls.watch(perform);
    const underWay = watched(exists);
    let isDrained = false;
    const drained = calls.drain().finally(() => (isDrained = true));
    expect(await rejectionOf(watched(exists))).to.have.property('code', 'WPS_HOST_CLOSED');
    await setImmediate();
    expect(isDrained).to.equal(false);
    await finish(0);
    await Promise.all([drained, underWay]);
  });

  it('end with the signal of their own', async () => {
    const [abort, reason] = [new AbortController(), new Error('deadline')];
    const perform = new LiveCalls().watch(silent);
    const underWay = perform(exists, { signal: abort.signal });
    abort.abort(reason);
    expect([await rejectionOf(underWay), await rejectionOf(perform(exists, { signal: abort.signal }))]).to.deep.equal([
      reason,
      reason,
    ]);
  });

  it('end with the host, also where a signal of their own lives on', async () => {
    const [calls, reason] = [new LiveCalls(), new Error('closed')];
    const perform = calls.watch(silent);
    const underWay = [perform(exists), perform(exists, { signal: new AbortController().signal })];
    calls.abort(reason);
    for (const call of underWay) expect(await rejectionOf(call)).to.equal(reason);
    await calls.drain();
  });
});
