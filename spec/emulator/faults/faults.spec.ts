import { expect } from 'chai';
import { Faults } from '../../../lib/emulator/faults/faults.js';
import type { FaultRule } from '../../../lib/emulator/faults/rule.js';
import type { TapEntry } from '../../../lib/emulator/tap/entries.js';
import { Tap } from '../../../lib/emulator/tap/tap.js';
import { ManualClock } from '../../support/manual-clock.js';

const ack = { at: 'frameToClient', hub: 'chat', connectionId: 'c1', userId: 'ann', name: 'ack' } as const;
const well = { milliseconds: 0, fault: undefined };
const dropAck: FaultRule = { at: 'frameToClient', frame: 'ack', fault: 'drop' };

function story(...rules: readonly FaultRule[]) {
  const clock = new ManualClock();
  const faults = new Faults(clock);
  return { clock, faults, added: rules.map((rule) => faults.add(rule)) };
}

describe('the faults of an emulator', () => {
  it('are on while there are any', () => {
    const { faults, added } = story(dropAck, dropAck);
    added[0]?.remove();
    expect(faults.isOn).to.equal(true);
    faults.clear();
    expect([faults.isOn, faults.choose(ack)]).to.deep.equal([false, well]);
  });

  it('happen to what has all that a rule names, and count it', () => {
    const { faults, added } = story({ ...dropAck, hub: 'CHAT', userId: 'ann', every: 2 });
    const others = [{ at: 'frameFromClient' }, { hub: 'other' }, { userId: undefined }, { name: 'pong' }] as const;
    for (const other of others) expect(faults.choose({ ...ack, ...other })).to.deep.equal(well);
    expect([faults.choose(ack), faults.choose(ack)].map(({ fault }) => fault?.kind)).to.deep.equal([undefined, 'drop']);
    expect(added[0]).to.include({ met: 2, count: 1 });
  });

  it('happen one at a time, the one that was added first before the others', () => {
    const { faults, added } = story({ ...dropAck, times: 1 }, { ...dropAck, fault: 'cut', times: 1 });
    const chosen = [faults.choose(ack), faults.choose(ack), faults.choose(ack)];
    expect(chosen.map(({ fault }) => fault?.kind)).to.deep.equal(['drop', 'cut', undefined]);
    expect(added.map(({ met, count }) => [met, count])).to.deep.equal([
      [3, 1],
      [3, 1],
    ]);
  });

  it('are late beside that, by all delays together', () => {
    const late = { ...dropAck, fault: { delay: 10 } } as const;
    const { faults, added } = story(late, { ...dropAck, times: 1 }, { ...late, every: 2 });
    const first = { milliseconds: 10, fault: { kind: 'drop' } };
    expect([faults.choose(ack), faults.choose(ack)]).to.deep.equal([first, { ...well, milliseconds: 20 }]);
    expect(added.map(({ count }) => count)).to.deep.equal([2, 1, 1]);
  });

  it('give way to the next one where they are not possible', () => {
    const { faults, added } = story({ ...dropAck, fault: 'reorder' }, dropAck);
    expect(faults.choose(ack, (kind) => kind !== 'reorder').fault).to.deep.equal({ kind: 'drop' });
    expect(added[0]).to.include({ met: 1, count: 0 });
  });

  it('are as random after a clear as they were before', () => {
    const { faults } = story();
    const run = (): readonly boolean[] => {
      faults.clear();
      faults.add({ ...dropAck, probability: 0.5 });
      return Array.from({ length: 50 }, () => faults.choose(ack).fault !== undefined);
    };
    const first = run();
    expect(run()).to.deep.equal(first);
    expect(first.filter(Boolean).length).to.be.within(15, 35);
  });

  it('are on as long as something is late', () => {
    const { clock, faults, added } = story(dropAck);
    faults.newLine().pass(() => undefined, 10);
    added[0]?.remove();
    expect(faults.isOn).to.equal(true);
    clock.advance(10);
    expect(faults.isOn).to.equal(false);
  });

  for (const [how, gone] of [
    ['clear', ['a', 'b']],
    ['end', []],
  ] as const) {
    it(`leave nothing late after ${how}()`, async () => {
      const { clock, faults } = story(dropAck);
      const passed: string[] = [];
      for (const name of ['a', 'b']) faults.newLine().pass(() => passed.push(name), 10);
      const waited = faults.wait(60_000);
      faults[how]();
      await waited;
      expect([passed, faults.isOn, clock.waiting]).to.deep.equal([gone, false, 0]);
    });
  }

  it('wait no longer than somebody waits for it', async () => {
    const { clock, faults } = story();
    const left = new AbortController();
    const waited = faults.wait(60_000, left.signal);
    left.abort();
    await waited;
    await faults.wait(60_000, left.signal);
    expect(clock.waiting).to.equal(0);
  });

  it('are told of', async () => {
    const tap = new Tap(new ManualClock());
    const events = tap.listen();
    const faults = new Faults(new ManualClock(), tap);
    faults.add(dropAck);
    faults.choose(ack);
    tap.close();
    const entries: TapEntry[] = [];
    for await (const entry of events) entries.push(entry);
    expect(entries).to.have.length(1);
    expect(entries[0]).to.include({ what: 'fault.done', at: 'frameToClient', fault: 'drop', frame: 'ack' });
  });
});
