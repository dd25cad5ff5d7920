import { expect } from 'chai';
import { Recent } from '../../lib/invocation/recent.js';

describe('what was lately found', () => {
  it('is found again', () => {
    const recent = new Recent<number>(2);
    recent.set('a', 1);
    expect([recent.get('a'), recent.get('b')]).to.deep.equal([1, undefined]);
  });

  it('is forgotten once twice as many others came after it', () => {
    const recent = new Recent<number>(2);
    for (const [at, key] of ['a', 'b', 'c', 'd', 'e'].entries()) recent.set(key, at);
    expect(['a', 'b', 'c', 'e'].map((key) => recent.get(key))).to.deep.equal([undefined, undefined, 2, 4]);
  });

  it('stays while it is asked for', () => {
    const recent = new Recent<number>(2);
    recent.set('a', 1);
    for (const key of 'bcdefgh') {
      recent.set(key, 0);
      recent.get('a');
    }
    expect(recent.get('a')).to.equal(1);
  });
});
