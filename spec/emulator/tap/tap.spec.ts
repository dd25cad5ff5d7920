import { expect } from 'chai';
import type { TapEntry } from '../../../lib/emulator/tap/entries.js';
import { Tap } from '../../../lib/emulator/tap/tap.js';
import { ManualClock } from '../../support/manual-clock.js';

/** What a listener has so far: the tap is closed, so that it ends. */
async function rest(tap: Tap, events: AsyncIterable<TapEntry>): Promise<TapEntry[]> {
  tap.close();
  const entries: TapEntry[] = [];
  for await (const entry of events) entries.push(entry);
  return entries;
}

describe('the tap', () => {
  it('is on while somebody listens', async () => {
    const tap = new Tap(new ManualClock());
    expect(tap.isOn).to.equal(false);
    const events = tap.listen();
    expect(tap.isOn).to.equal(true);
    await events.return();
    expect([tap.isOn, tap.record('hub.set', { hub: 'chat' })]).to.deep.equal([false, 0]);
  });

  it('numbers entries and says when, to everybody alike', async () => {
    const clock = new ManualClock();
    const tap = new Tap(clock);
    const [first, second] = [tap.listen(), tap.listen()];
    tap.record('hub.set', { hub: 'chat' });
    clock.advance(5);
    tap.record('hub.set', { hub: 'other' });
    const entries = await rest(tap, first);
    expect(entries).to.deep.equal([
      { id: 1, time: clock.now() - 5, what: 'hub.set', hub: 'chat' },
      { id: 2, time: clock.now(), what: 'hub.set', hub: 'other' },
    ]);
    expect(await rest(tap, second)).to.deep.equal(entries);
  });

  it('says of what an entry came, also after an await', async () => {
    const tap = new Tap(new ManualClock());
    const events = tap.listen();
    const cause = tap.record('rest.called', { method: 'POST', path: '/' });
    await tap.within(cause, async () => {
      await Promise.resolve();
      tap.record('rest.answered', { status: 202 });
    });
    tap.record('hub.set', { hub: 'chat' });
    expect((await rest(tap, events)).map((entry) => entry.cause)).to.deep.equal([undefined, 1, undefined]);
  });

  it('takes something for the cause of what has none', async () => {
    const tap = new Tap(new ManualClock());
    const events = tap.listen();
    tap.orWithin(7, () => tap.record('hub.set', { hub: 'a' }));
    tap.within(8, () => tap.orWithin(9, () => tap.record('hub.set', { hub: 'b' })));
    expect((await rest(tap, events)).map((entry) => entry.cause)).to.deep.equal([7, 8]);
  });

  it('begins without causes where nobody listened meanwhile', async () => {
    const tap = new Tap(new ManualClock());
    const first = tap.listen();
    await tap.within(7, async () => {
      await first.return();
      const events = tap.listen();
      tap.record('hub.set', { hub: 'a' });
      expect((await rest(tap, events)).map((entry) => entry.cause)).to.deep.equal([undefined]);
    });
  });

  it('hands every entry to who watches, at once, until they leave', () => {
    const tap = new Tap(new ManualClock());
    const seen: string[] = [];
    const watcher = { take: ({ what }: TapEntry) => void seen.push(what), end: () => void seen.push('end') };
    tap.watch(watcher);
    tap.record('hub.set', { hub: 'chat' });
    tap.leave(watcher);
    expect([seen, tap.isOn]).to.deep.equal([['hub.set'], false]);
    tap.watch(watcher);
    tap.close();
    tap.watch(watcher);
    expect(seen).to.deep.equal(['hub.set', 'end', 'end']);
  });

  it('ends for everybody with the emulator, and begins for nobody after it', async () => {
    const tap = new Tap(new ManualClock());
    const next = tap.listen().next();
    tap.close();
    expect(await next).to.include({ done: true });
    expect(await tap.listen().next()).to.include({ done: true });
    expect(tap.isOn).to.equal(false);
  });

  for (const [options, text] of [
    [{ buffer: 0 }, 'events().buffer is no whole number from 1 to 1000000'],
    [{ contents: 'yes' }, 'events().contents is neither true nor false'],
    [{ size: 1 }, 'events().size is unknown. It takes buffer, contents.'],
  ] as const) {
    it(`refuses an option: ${text}`, () => {
      expect(() => new Tap(new ManualClock()).listen(options))
        .to.throw(text)
        .with.property('code', 'WPS_EMULATOR_SETTING');
    });
  }
});
