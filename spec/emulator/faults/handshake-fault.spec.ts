import { expect } from 'chai';
import { Faults } from '../../../lib/emulator/faults/faults.js';
import { disturbHandshake } from '../../../lib/emulator/faults/handshake-fault.js';
import type { HandshakeRule } from '../../../lib/emulator/faults/rule.js';
import { ManualClock } from '../../support/manual-clock.js';

const never = new AbortController().signal;

function story(rule: Omit<HandshakeRule, 'at'>, hub = 'Chat', query = '') {
  const clock = new ManualClock();
  const faults = new Faults(clock);
  faults.add({ at: 'handshake', ...rule });
  return { clock, outcome: disturbHandshake(faults, { hub, query: new URLSearchParams(query) }, never) };
}

describe('a fault of a handshake', () => {
  it('refuses it, cuts it, or leaves it alone', async () => {
    const refused = await story({ fault: { status: 503, retryAfterSeconds: 2 } }).outcome;
    expect(refused).to.include({ status: 503, retryAfterSeconds: 2 });
    expect(await story({ fault: { status: 404 } }).outcome).to.not.have.property('retryAfterSeconds');
    expect(await story({ fault: 'cut' }).outcome).to.equal('cut');
    expect(await story({ fault: 'cut', hub: 'other' }).outcome).to.equal(undefined);
  });

  it('lets it wait', async () => {
    const { clock, outcome } = story({ fault: { delay: '2s' } });
    expect(clock.waiting).to.equal(1);
    clock.advance(2000);
    expect(await outcome).to.equal(undefined);
  });

  it('is meant for the recovery of a connection where it names one', async () => {
    const rule = { fault: 'cut', connectionId: 'c1' } as const;
    expect(await story(rule).outcome).to.equal(undefined);
    expect(await story(rule, 'chat', 'awps_connection_id=c2').outcome).to.equal(undefined);
    expect(await story(rule, 'chat', 'awps_connection_id=c1').outcome).to.equal('cut');
  });
});
