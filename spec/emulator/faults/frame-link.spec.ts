import { expect } from 'chai';
import { Faults } from '../../../lib/emulator/faults/faults.js';
import { FrameLink } from '../../../lib/emulator/faults/frame-link.js';
import type { FrameToClientRule } from '../../../lib/emulator/faults/rule.js';
import { ManualClock } from '../../support/manual-clock.js';
import { RecordingWire } from '../../support/recording-wire.js';

/** Passes frames named by their data through a link with one fault. */
function story(rule: Omit<FrameToClientRule, 'at'>, most?: number) {
  const [clock, wire] = [new ManualClock(), new RecordingWire()];
  const faults = new Faults(clock);
  const added = faults.add({ at: 'frameToClient', ...rule });
  const link = new FrameLink({ faults, wire, ...(most === undefined ? {} : { most }) });
  const pass = (...names: readonly string[]): void => {
    for (const data of names) {
      link.pass({ at: 'frameToClient', name: 'message' }, () => wire.send({ data, isBinary: false }));
    }
  };
  return { clock, wire, faults, added, link, pass };
}

describe('a link with faults', () => {
  it('loses frames', () => {
    const { wire, pass } = story({ fault: 'drop', every: 2 });
    pass('a', 'b', 'c');
    expect(wire.sent).to.deep.equal(['a', 'c']);
  });

  it('lets frames by twice', () => {
    const { wire, pass } = story({ fault: 'duplicate', times: 1 });
    pass('a', 'b');
    expect(wire.sent).to.deep.equal(['a', 'a', 'b']);
  });

  it('swaps frames in pairs, where all are to be swapped, and keeps none for long', () => {
    const { clock, wire, added, pass } = story({ fault: 'reorder' });
    pass('a', 'b', 'c', 'd', 'e');
    expect(wire.sent).to.deep.equal(['b', 'a', 'd', 'c']);
    clock.advance(1000);
    expect([wire.sent.at(-1), added.count]).to.deep.equal(['e', 3]);
  });

  it('is slow, and keeps its order when the fault is over', () => {
    const { clock, wire, added, link, pass } = story({ fault: { delay: 100 }, times: 1 });
    pass('a');
    added.remove();
    pass('b');
    link.follow(() => wire.close({ code: 1000, reason: '' }));
    expect([wire.sent, wire.calls]).to.deep.equal([[], []]);
    clock.advance(100);
    expect([wire.sent, wire.calls]).to.deep.equal([['a', 'b'], ['close 1000 ']]);
  });

  for (const [fault, sent, calls] of [
    ['duplicate', ['a', 'a', 'b'], []],
    ['reorder', ['b', 'a'], []],
    [{ close: 1001 }, ['b'], ['close 1001 ']],
  ] as const) {
    it(`is slow beside ${JSON.stringify(fault)}`, () => {
      const { clock, wire, faults, pass } = story({ fault, times: 1 });
      faults.add({ at: 'frameToClient', fault: { delay: 100 } });
      pass('a', 'b');
      expect([wire.sent, wire.calls]).to.deep.equal([[], []]);
      clock.advance(200);
      expect([wire.sent, wire.calls]).to.deep.equal([sent, calls]);
    });
  }

  it('closes, and loses the frame', () => {
    const { wire, pass } = story({ fault: { close: 4000, reason: 'bye' } });
    pass('a');
    expect([wire.sent, wire.calls]).to.deep.equal([[], ['close 4000 bye']]);
  });

  for (const fault of ['cut', 'overflow'] as const) {
    it(`ends by ${fault}, and what was late is lost`, () => {
      const { clock, wire, faults, pass } = story({ fault: { delay: 100 }, times: 1 });
      faults.add({ at: 'frameToClient', fault, after: 1 });
      pass('a', 'b');
      clock.advance(100);
      expect([wire.sent, wire.calls]).to.deep.equal([[], [fault === 'cut' ? 'abort' : 'overflow']]);
    });
  }

  it('holds no more than it may', () => {
    const { wire, link, pass } = story({ fault: { delay: 100 } }, 2);
    pass('a', 'b');
    expect([wire.calls, link.length]).to.deep.equal([[], 2]);
    pass('c');
    expect(wire.calls).to.deep.equal(['overflow']);
  });

  it('forgets at its end what is late', () => {
    const { clock, wire, link, pass } = story({ fault: { delay: 100 } });
    pass('a');
    link.end();
    clock.advance(100);
    expect([wire.sent, link.length]).to.deep.equal([[], 0]);
  });
});
