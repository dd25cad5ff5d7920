import { expect } from 'chai';
import type { Fault } from '../../../lib/emulator/faults/fault.js';
import { tappedFault } from '../../../lib/emulator/faults/tapped-fault.js';

const told = (fault: Fault) =>
  tappedFault({ number: 2, fault, turns: { met: 3, count: 1 } }, { at: 'rest', hub: 'chat', name: 'sendToAll' });

describe('a fault in the tap', () => {
  it('says where it happened, to what, and by which rule', () => {
    expect(told({ kind: 'cut' })).to.deep.equal({
      ...{ at: 'rest', fault: 'cut', hub: 'chat', operation: 'sendToAll' },
      why: 'Rule 2 of faults.add() says "cut": met 3, done 1.',
    });
  });

  it('calls what it happened to by the word of its place', () => {
    const rule = { number: 1, fault: { kind: 'cut' }, turns: { met: 1, count: 1 } } as const;
    const facing = { connectionId: 'c1', userId: 'ann', name: 'x' };
    expect(tappedFault(rule, { at: 'frameFromClient', ...facing })).to.include({ frame: 'x', userId: 'ann' });
    expect(tappedFault(rule, { at: 'event', ...facing })).to.include({ event: 'x', connectionId: 'c1' });
    expect(tappedFault(rule, { at: 'handshake' })).to.have.all.keys('at', 'fault', 'why');
  });

  it('says how', () => {
    expect(told({ kind: 'delay', milliseconds: 5 }).why).to.include('"delay 5 ms"');
    expect(told({ kind: 'status', status: 429 }).why).to.include('"status 429"');
    expect(told({ kind: 'close', closing: { code: 1001, reason: '' } }).why).to.include('"close 1001"');
  });
});
