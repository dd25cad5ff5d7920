import { expect } from 'chai';
import { Recorder } from '../../../lib/emulator/inspector/recorder.js';
import type { TapEntry } from '../../../lib/emulator/tap/entries.js';
import { Tap } from '../../../lib/emulator/tap/tap.js';
import { ManualClock } from '../../support/manual-clock.js';

function recordingOf(options: { most?: number; mostUnwatched?: number } = {}) {
  const tap = new Tap(new ManualClock());
  let now = 0;
  const recorder = new Recorder({ tap, machineNow: () => now, ...options });
  const happen = (count: number): void => {
    for (let each = 0; each < count; each += 1) tap.record('hub.set', { hub: 'chat' });
  };
  const whats = (): readonly string[] => recorder.after(0).map(({ what }) => what);
  const pass = (milliseconds: number): void => void (now += milliseconds);
  return { tap, recorder, happen, whats, pass };
}

describe('the recorder', () => {
  it('keeps the last entries for a page that is opened later', () => {
    const { recorder, happen } = recordingOf({ most: 3 });
    happen(5);
    expect(recorder.after(0).map(({ id }) => id)).to.deep.equal([3, 4, 5]);
    expect(recorder.after(4).map(({ id }) => id)).to.deep.equal([5]);
    recorder.end();
  });

  it('looks away for the rest of a second in which too much happens, and says so', () => {
    const { tap, recorder, happen, whats } = recordingOf({ mostUnwatched: 2 });
    happen(5);
    expect(whats()).to.deep.equal(['hub.set', 'hub.set', 'hub.set', 'inspector.away']);
    expect(recorder.after(0).map(({ id }) => id)).to.deep.equal([1, 2, 3, 4]);
    expect(tap.isOn).to.equal(false);
    recorder.end();
  });

  it('counts each second anew', () => {
    const { tap, recorder, happen, pass } = recordingOf({ mostUnwatched: 2 });
    happen(2);
    pass(1000);
    happen(2);
    expect([tap.isOn, recorder.after(0).length]).to.deep.equal([true, 4]);
    recorder.end();
  });

  it('looks again after that second', async () => {
    const tap = new Tap(new ManualClock());
    const watched = new Promise<void>((resolve) => {
      const { watch } = tap;
      let times = 0;
      tap.watch = (watcher) => {
        watch.call(tap, watcher);
        times += 1;
        if (times === 2) resolve();
      };
    });
    let now = 0;
    const recorder = new Recorder({ tap, machineNow: () => now, mostUnwatched: 1 });
    now = 998;
    tap.record('hub.set', { hub: 'chat' });
    tap.record('hub.set', { hub: 'chat' });
    await watched;
    expect(tap.isOn).to.equal(true);
    recorder.end();
  });

  it('hands everything to an open page at once, however much it is', () => {
    const { recorder, happen, tap } = recordingOf({ mostUnwatched: 2 });
    happen(5);
    const seen: TapEntry[] = [];
    const page = (entry: TapEntry): void => void seen.push(entry);
    recorder.open(page);
    happen(50);
    expect(seen.length).to.equal(50);
    recorder.close(page);
    happen(5);
    expect([seen.length, tap.isOn]).to.deep.equal([50, false]);
    recorder.end();
  });

  it('is over with the emulator', () => {
    const { tap, recorder } = recordingOf();
    tap.close();
    recorder.open(() => {});
    expect(tap.isOn).to.equal(false);
  });
});
