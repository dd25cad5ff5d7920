import { expect } from 'chai';
import { Inbox } from '../../lib/testing/inbox.js';
import { rejectionOf } from '../support/performs.js';

const inboxOf = <T>(...items: readonly T[]): Inbox<T> => {
  const inbox = new Inbox<T>(() => 'Ann');
  for (const item of items) inbox.add(item);
  return inbox;
};

describe('an inbox', () => {
  it('gives what came and what comes, each once, in order', async () => {
    const inbox = inboxOf(1);
    const later = [inbox.next(), inbox.next()];
    inbox.add(2);
    expect(await Promise.all(later)).to.deep.equal([1, 2]);
    expect(inbox.items).to.deep.equal([1, 2]);
  });

  it('passes over what a predicate does not take, for good', async () => {
    const inbox = inboxOf(1, 2, 3);
    expect(await inbox.next({ predicate: (item) => item === 2 })).to.equal(2);
    expect(await inbox.next()).to.equal(3);
  });

  it('rejects after a while, and tells what came instead', async () => {
    const inbox = inboxOf<string>();
    const waiting = inbox.next({ predicate: (item) => item === 'b', timeout: 5 });
    inbox.add('a');
    const { message } = await rejectionOf(waiting);
    expect(message).to.equal(
      "Ann got nothing that the predicate takes within 5 ms. This came and was not awaited: [ 'a' ]",
    );
    inbox.add('b');
    expect(await inbox.next()).to.equal('a');
  });

  it('says what was wanted', async () => {
    const waiting = inboxOf<number>().next({ predicate: () => false, fits: '{ data: 1 }', timeout: 1 });
    expect((await rejectionOf(waiting)).message).to.include('Ann got nothing that fits { data: 1 } within 1 ms.');
  });

  it('says that nothing came, or nothing after what was awaited', async () => {
    const inbox = inboxOf<string>();
    expect((await rejectionOf(inbox.next({ timeout: 1 }))).message).to.include(
      'got nothing within 1 ms. Nothing came at all.',
    );
    inbox.add('a');
    await inbox.next();
    expect((await rejectionOf(inbox.next({ timeout: 1 }))).message).to.include('Nothing came after the 1 that');
  });

  it('rejects at once, and names the item, where a predicate throws', async () => {
    const inbox = inboxOf({ a: 1 });
    const predicate = () => {
      throw new TypeError('no such member');
    };
    const error = await rejectionOf(inbox.next({ predicate }));
    expect(error.message).to.equal('The predicate threw at { a: 1 }: no such member');
    expect(error.cause).to.be.instanceOf(TypeError);
    expect(await inbox.next()).to.deep.equal({ a: 1 });
  });

  it('does not let a predicate throw at whoever adds', async () => {
    const inbox = inboxOf<string>();
    const waiting = inbox.next({ predicate: (item) => JSON.parse(item) === 1 });
    inbox.add('{');
    expect((await rejectionOf(waiting)).message).to.include("threw at '{'");
  });

  it('rejects at once where nothing can come any more, also who waits already', async () => {
    const inbox = inboxOf<string>();
    const waiting = inbox.next();
    inbox.end('it is over');
    for (const one of [waiting, inbox.next()])
      expect((await rejectionOf(one)).message).to.equal('Ann gets nothing more: it is over. Nothing came at all.');
  });

  it('still gives what came before the end, and what comes once it is open again', async () => {
    const inbox = inboxOf('a');
    inbox.end('it is over');
    expect(await inbox.next()).to.equal('a');
    inbox.reopen();
    const waiting = inbox.next();
    inbox.add('b');
    expect(await waiting).to.equal('b');
  });

  for (const timeout of [Number.NaN, Infinity, -1, '1s' as unknown as number])
    it(`waits for no time such as ${String(timeout)}`, async () => {
      const { message } = await rejectionOf(inboxOf('a').next({ timeout }));
      expect(message).to.include('as "timeout"').and.include('milliseconds');
    });

  it('takes no predicate that is none, nor one that returns a promise: it would take anything', async () => {
    const none = 500 as unknown as () => boolean;
    expect((await rejectionOf(inboxOf('a').next({ predicate: none }))).message).to.include('the number 500');
    const later = (() => Promise.resolve(false)) as unknown as () => boolean;
    expect((await rejectionOf(inboxOf('a').next({ predicate: later }))).message).to.include('returns a promise');
  });
});
