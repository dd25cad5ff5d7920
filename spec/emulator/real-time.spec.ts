import timers from 'node:timers';
import { expect } from 'chai';
import { realNow, setImmediate, setTimeout } from '../../lib/emulator/real-time.js';
import { VirtualClock } from '../../lib/emulator/virtual-clock.js';
import { createTestHost } from '../../lib/testing/test-host.js';
import { within } from '../../lib/testing/within.js';
import { rejectionOf } from '../support/performs.js';

const faked = ['setTimeout', 'clearTimeout', 'setImmediate'] as const;

/** Puts timers that never ring in the place of the machine's, as the fake timers of runners do until they are told to. */
async function withFakeTimers<T>(story: () => Promise<T>): Promise<T> {
  const places = [globalThis, timers] as unknown as Record<string, unknown>[];
  const real = places.map((place) => faked.map((name) => place[name]));
  const [realDate, stopped] = [Date.now, Date.now()];
  for (const place of places) for (const name of faked) place[name] = () => ({ ref: () => {}, unref: () => {} });
  Date.now = () => stopped;
  try {
    return await story();
  } finally {
    for (const [index, place] of places.entries())
      for (const [at, name] of faked.entries()) place[name] = real[index]?.[at];
    Date.now = realDate;
  }
}

describe('the time of the machine', () => {
  it('goes on where a test stops it', () =>
    withFakeTimers(async () => {
      const before = realNow();
      await new Promise((resolve) => setImmediate(resolve));
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(realNow() - before).to.be.within(4, 1_000);
    }));

  it('is that of everything in the testing kit that waits for what goes on', () =>
    withFakeTimers(async () => {
      await createTestHost({ controllers: [] }).settled();
      const late = rejectionOf(within({ milliseconds: 1, late: () => 'late' }, () => undefined));
      expect((await late).message).to.equal('late');
      const clock = new VirtualClock();
      let isDue = false;
      clock.after(10_000, () => (isDue = true));
      await clock.advance('10s');
      expect(isDue).to.equal(true);
      const nothing = await rejectionOf(clock.skip(new Promise(() => undefined)));
      expect(nothing['code']).to.equal('WPS_CLOCK_SKIP');
    }));
});
