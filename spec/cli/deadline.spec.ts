import { expect } from 'chai';
import { inTime } from '../../lib/cli/deadline.js';
import { rejectionOf } from '../support/performs.js';

describe('a deadline', () => {
  it('is nothing to what comes in time', async () => {
    expect(await inTime(Promise.resolve('a'), () => new Error('late'))).to.equal('a');
  });

  it('says what has not come, and when', async () => {
    const late = inTime(new Promise(() => {}), (seconds) => new Error(`nothing in ${seconds}`), 20);
    expect((await rejectionOf(late)).message).to.equal('nothing in 0.02 s');
  });
});
