import { expect } from 'chai';
import { readFault } from '../../../lib/emulator/faults/read-fault.js';
import type { FaultPlace } from '../../../lib/emulator/faults/rule.js';

const read = (value: unknown, at: FaultPlace = 'frameToClient') => readFault(value, at, 'fault');

describe('what a fault may be', () => {
  it('is a name, or says how', () => {
    expect(read('drop')).to.deep.equal({ kind: 'drop' });
    expect(read({ delay: '2s' })).to.deep.equal({ kind: 'delay', milliseconds: 2000 });
    expect(read({ close: 1001 })).to.deep.equal({ kind: 'close', closing: { code: 1001, reason: '' } });
    expect(read({ close: 4000, reason: 'bye' })).to.have.nested.property('closing.reason', 'bye');
    expect(read({ status: 503 }, 'event')).to.deep.equal({ kind: 'status', status: 503 });
    expect(read({ status: 429, retryAfterSeconds: 0 }, 'rest')).to.include({ status: 429, retryAfterSeconds: 0 });
  });

  it('is one that its place can have', () => {
    expect(() => read('reorder', 'rest'))
      .to.throw('fault is "reorder", which cannot happen at "rest". There it is one of "cut", "dropAnswer", ')
      .with.property('code', 'WPS_EMULATOR_SETTING');
    expect(() => read('overflow', 'frameFromClient')).to.throw('"overflow", which cannot happen');
    expect(() => read({ status: 500 })).to.throw('"status", which cannot happen at "frameToClient"');
    expect(() => read({ close: 1001 }, 'handshake')).to.throw('"cut", { delay }, { status }.');
  });

  for (const value of [undefined, null, 1, 'status', 'lose', {}, [], { kind: 'drop' }]) {
    it(`is not ${JSON.stringify(value)}`, () => {
      expect(() => read(value)).to.throw('Emulator setting fault is no fault.');
    });
  }

  for (const [value, problem, at] of [
    [{ delay: '2 years' }, 'fault.delay was given "2 years"'],
    [{ delay: -1 }, 'was given -1'],
    [{ delay: 1, drop: true }, 'fault.drop is unknown'],
    [{ close: 1006 }, 'fault.close is 1006, which no WebSocket sends'],
    [{ close: 2000 }, 'fault.close is 2000'],
    [{ close: 5000 }, 'no whole number from 1000 to 4999'],
    [{ close: 1001, reason: 'ü'.repeat(62) }, 'fault.reason is too long'],
    [{ status: 200 }, 'fault.status is no whole number from 400 to 599', 'rest'],
    [{ status: 429, retryAfterSeconds: 0.5 }, 'fault.retryAfterSeconds is no whole number', 'rest'],
    [{ status: 429, retryAfterSeconds: 1 }, 'fault.retryAfterSeconds is unknown', 'event'],
  ] as const) {
    it(`is not ${JSON.stringify(value)}`, () => {
      expect(() => read(value, at)).to.throw(problem);
    });
  }
});
