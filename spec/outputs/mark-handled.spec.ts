import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { markHandled } from '../../lib/outputs/mark-handled.js';
import { rejectionOf } from '../support/performs.js';

describe('a promise that is marked as handled', () => {
  it('stays what it is', async () => {
    const promise = Promise.resolve(1);
    expect(markHandled(promise)).to.equal(promise);
  });

  it('ends no process when it is rejected, and is told of', async () => {
    const error = new Error('no');
    const told: unknown[] = [];
    const promise = markHandled(Promise.reject(error), (reason) => told.push(reason));
    await setImmediate();
    expect(told).to.deep.equal([error]);
    expect(await rejectionOf(promise)).to.equal(error);
  });

  it('ends no process when the observer throws', async () => {
    void markHandled(Promise.reject(new Error('no')), () => {
      throw new Error('a log that is full');
    });
    await setImmediate();
  });
});
