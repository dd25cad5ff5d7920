import { expect } from 'chai';
import { requireStarted } from '../../lib/invocation/started-work.js';

describe('work that is left to waitUntil', () => {
  it('is under way already', () => {
    expect(() => requireStarted(Promise.resolve())).not.to.throw();
    expect(() => requireStarted(() => Promise.resolve())).to.throw(
      /was given a function\. Call it, and give waitUntil the promise/,
    );
  });
});
