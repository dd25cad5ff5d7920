import { expect } from 'chai';
import { within } from '../../lib/testing/within.js';
import { rejectionOf } from '../support/performs.js';

const late = () => 'too late';

describe('a bounded wait', () => {
  it('gives what was awaited', async () => {
    expect(await within<number>({ milliseconds: 1_000, late }, ({ resolve }) => resolve(1))).to.equal(1);
  });

  it('says its words when time is over', async () => {
    expect((await rejectionOf(within({ milliseconds: 1, late }, () => {}))).message).to.equal('too late');
  });

  it('fails with a name, words, and the stack of whoever waits', async () => {
    const error = Object.assign(new Error('not you'), { name: 'Forbidden' });
    const rejected = await rejectionOf(within({ milliseconds: 1_000, late }, ({ reject }) => reject(error)));
    expect(rejected).to.equal(error);
    expect(rejected.stack).to.match(/^Forbidden: not you\n\s+at .*within\.spec/);
  });
});
