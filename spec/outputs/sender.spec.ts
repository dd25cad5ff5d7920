import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import type { Command } from '../../lib/outputs/output.js';
import { type Accepted, Sender } from '../../lib/outputs/sender.js';
import { heldPerform, recordingPerform, serviceError } from '../support/performs.js';

const message = { dataType: 'text', data: '' } as const;
const accepted = (operation: Command): Accepted => ({ item: operation.name, operation });
const toUser = (userId: string) => accepted({ name: 'sendToUser', userId, message });
const toAll = accepted({ name: 'sendToAll', message });
const joining = accepted({ name: 'addUserToGroup', userId: 'ann', group: 'g' });

describe('a sender', () => {
  it('has at most 32 operations under way', async () => {
    const { started, finish, perform } = heldPerform();
    const sent = new Sender(perform).send(Array.from({ length: 40 }, (_, index) => toUser(String(index))));
    await setImmediate();
    expect(started).to.have.lengthOf(32);
    for (let index = 0; index < 40; index += 1) await finish(index);
    expect(await sent).to.deep.equal([]);
    expect(started).to.have.lengthOf(40);
  });

  it('skips what had to wait for an item that failed, and nothing else', async () => {
    const { perform } = recordingPerform(
      (operation) => 'userId' in operation && operation.userId === 'bob' && serviceError(500),
    );
    const failures = await new Sender(perform).send([
      toUser('ann'),
      toUser('bob'),
      toUser('cid'),
      toUser('bob'),
      toAll,
    ]);
    expect(failures.map(({ item, outcome }) => [item, outcome])).to.deep.equal([
      ['sendToUser', 'failed'],
      ['sendToUser', 'skipped'],
      ['sendToAll', 'skipped'],
    ]);
  });

  it('starts clean with the next flush', async () => {
    let answers = 0;
    const { perform } = recordingPerform(() => (answers++ === 0 ? serviceError(500) : undefined));
    const sender = new Sender(perform);
    expect(await sender.send([toAll, toAll])).to.have.lengthOf(2);
    expect(await sender.send([toAll, toAll])).to.deep.equal([]);
  });

  it('keeps the order of flushes that nobody awaited', async () => {
    const { started, finish, perform } = heldPerform();
    const sender = new Sender(perform);
    const flushes = [
      sender.send([toAll, toAll]),
      sender.send([toUser('ann'), toUser('bob')]),
      sender.send([toUser('ann')]),
    ];
    await setImmediate();
    for (let index = 0; index < 5; index += 1) await finish(index);
    await Promise.all(flushes);
    expect(started.map(({ name }) => name)).to.deep.equal([
      'sendToAll',
      'sendToAll',
      'sendToUser',
      'sendToUser',
      'sendToUser',
    ]);
  });

  it('lets flushes of one item travel together where two items of one flush may', async () => {
    const { started, finish, perform } = heldPerform();
    const sender = new Sender(perform);
    const flushes = [sender.send([toUser('ann')]), sender.send([toUser('bob')]), sender.send([toUser('ann')])];
    await setImmediate();
    expect(started).to.have.lengthOf(2);
    await finish(0);
    expect(started).to.have.lengthOf(3);
    await finish(1);
    await finish(2);
    await Promise.all(flushes);
  });

  it('counts a user who had left before the group could be joined as done', async () => {
    const { operations, perform } = recordingPerform(
      (operation) => operation.name === 'addUserToGroup' && serviceError(404),
    );
    const failures = await new Sender(perform).send([joining, toAll]);
    expect(failures).to.have.lengthOf(1);
    expect(failures[0]).to.deep.include({ item: 'addUserToGroup', outcome: 'absent' });
    expect(operations.map(({ name }) => name)).to.deep.equal(['addUserToGroup', 'sendToAll']);
  });

  it('takes every other 404 for a failure', async () => {
    const { perform } = recordingPerform(() => serviceError(404));
    expect((await new Sender(perform).send([toAll]))[0]).to.have.property('outcome', 'failed');
  });

  it('discards what waits when its signal is aborted, and ends what is under way', async () => {
    const abort = new AbortController();
    const signals: (AbortSignal | undefined)[] = [];
    const { finish, perform } = heldPerform();
    const sender = new Sender((operation, options) => {
      signals.push(options?.signal);
      return perform(operation);
    }, abort.signal);
    const sent = sender.send([toAll, toAll]);
    await setImmediate();
    abort.abort();
    await finish(0, new Error('aborted'));
    expect((await sent).map(({ outcome }) => outcome)).to.deep.equal(['failed', 'discarded']);
    expect(signals).to.deep.equal([abort.signal]);
  });

  it('takes an operation that throws at once like one that fails', async () => {
    const sender = new Sender(() => {
      throw new Error('no');
    });
    expect((await sender.send([toAll]))[0]).to.have.property('outcome', 'failed');
  });
});
