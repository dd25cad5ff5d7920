import { expect } from 'chai';
import { silentObserver } from '../../../lib/emulator/tap/observer.js';

describe('the observer of those who need none', () => {
  it('is never on and only runs what it is given', () => {
    expect(silentObserver.isOn).to.equal(false);
    expect(silentObserver.record('hub.set', { hub: 'chat' })).to.equal(0);
    expect(silentObserver.within(1, () => 'ran')).to.equal('ran');
  });
});
