import { expect } from 'chai';
import { Inbox } from '../../lib/testing/inbox.js';
import { rejectionOf } from '../support/performs.js';

const any = () => true;

describe('an inbox', () => {
  it('gives what came and what comes, each once, in order', async () => {
    const inbox = new Inbox<number>();
    inbox.add(1);
    const later = [inbox.next(any, 100), inbox.next(any, 100)];
    inbox.add(2);
    expect(await Promise.all(later)).to.deep.equal([1, 2]);
    expect(inbox.items).to.deep.equal([1, 2]);
  });

  it('passes over what a predicate does not take, for good', async () => {
    const inbox = new Inbox<number>();
    for (const item of [1, 2, 3]) inbox.add(item);
    expect(await inbox.next((item) => item === 2, 100)).to.equal(2);
    expect(await inbox.next(any, 100)).to.equal(3);
  });

  it('rejects after a while, and tells what came instead', async () => {
    const inbox = new Inbox<string>();
    const waiting = inbox.next((item) => item === 'b', 5);
    inbox.add('a');
    const error = await rejectionOf(waiting);
    expect(error.message).to.include('within 5 ms').and.include("'a'");
    inbox.add('b');
    expect(await inbox.next(any, 100)).to.equal('a');
  });
});
