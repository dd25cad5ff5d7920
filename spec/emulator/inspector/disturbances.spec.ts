import { expect } from 'chai';
import { Faults } from '../../../lib/emulator/faults/faults.js';
import { Disturbances } from '../../../lib/emulator/inspector/disturbances.js';
import { ManualClock } from '../../support/manual-clock.js';

const c1 = { hub: 'Chat', connectionId: 'c1' } as const;
const frame = { at: 'frameToClient', hub: 'chat', connectionId: 'c1', name: 'ack' } as const;

function story() {
  const faults = new Faults(new ManualClock());
  return { faults, disturbances: new Disturbances(faults) };
}

describe('what the page makes go wrong', () => {
  it('happens to the frames of one connection, and is counted', () => {
    const { faults, disturbances } = story();
    const text = disturbances.add({ ...c1, at: 'frameToClient', fault: 'drop' });
    expect(faults.choose(frame).fault?.kind).to.equal('drop');
    expect(faults.choose({ ...frame, connectionId: 'c2' }).fault).to.equal(undefined);
    expect(text).to.equal('Frames to the client are lost.');
    expect(disturbances.shown).to.deep.equal([{ hub: 'chat', connectionId: 'c1', text, count: 1 }]);
  });

  it('is a delay, too', () => {
    const { faults, disturbances } = story();
    const text = disturbances.add({ ...c1, at: 'frameFromClient', fault: 'delay', milliseconds: 250 });
    expect(text).to.equal('Frames from the client are 250 ms late.');
    expect(faults.choose({ ...frame, at: 'frameFromClient' }).milliseconds).to.equal(250);
  });

  it('ends for a connection, and only what the page began', () => {
    const { faults, disturbances } = story();
    faults.add({ at: 'frameToClient', fault: 'duplicate' });
    disturbances.add({ ...c1, at: 'frameToClient', fault: 'drop' });
    disturbances.add({ ...c1, connectionId: 'c2', at: 'frameToClient', fault: 'drop' });
    disturbances.heal('c1');
    expect(disturbances.shown.map(({ connectionId }) => connectionId)).to.deep.equal(['c2']);
    expect(faults.choose(frame).fault?.kind).to.equal('duplicate');
    disturbances.forget();
    expect(disturbances.shown).to.deep.equal([]);
  });

  it('is not without end', () => {
    const { disturbances } = story();
    for (let each = 0; each < 100; each += 1) disturbances.add({ ...c1, at: 'frameToClient', fault: 'drop' });
    expect(disturbances.add({ ...c1, at: 'frameToClient', fault: 'drop' })).to.equal(undefined);
  });
});
