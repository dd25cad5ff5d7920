import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { Collector } from '../../lib/outputs/collector.js';
import { rejectionOf } from '../support/performs.js';

describe('a collector', () => {
  it('resolves to what its actions resolve to', async () => {
    const collector = new Collector({ add: () => Promise.resolve(true), flush: () => Promise.resolve() });
    expect(await collector.add({ targetType: 'Users', targetId: 'ann' })).to.equal(true);
    await collector.flush();
  });

  it('rejects for those who wait, and ends no process for those who do not', async () => {
    const fail = () => Promise.reject(new Error('no'));
    const collector = new Collector({ add: fail, flush: fail });
    const unattended = [collector.add({ message: 'hi' }), collector.flush()];
    await setImmediate();
    for (const promise of unattended) expect(await rejectionOf(promise)).to.have.property('message', 'no');
  });
});
