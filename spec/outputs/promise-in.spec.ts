import { expect } from 'chai';
import { promiseIn } from '../../lib/outputs/promise-in.js';

describe('a promise that nobody awaited', () => {
  it('is found by its key', () => {
    expect([promiseIn({ a: 1, b: Promise.resolve() }), promiseIn([Promise.resolve()])]).to.deep.equal(['b', '0']);
  });

  it('is not found where there is none', () => {
    for (const value of [undefined, null, 'text', 5, {}, [], { then: () => undefined }])
      expect(promiseIn(value)).to.equal(undefined);
  });
});
