import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { HostOutputs } from '../../lib/outputs/host-outputs.js';
import { WebPubSubAction } from '../../lib/outputs/web-pubsub-action.js';
import { heldPerform, recordingPerform, rejectionOf, serviceError } from '../support/performs.js';

describe('a collector outside an invocation', () => {
  it('sends each item as it is added', async () => {
    const { operations, perform } = recordingPerform();
    await new HostOutputs({ messageLimit: 100 }).collector({ key: 'chat', perform }).add({ message: 'hi' });
    expect(operations).to.have.lengthOf(1);
  });

  it('keeps the order of what nobody awaited, across the collectors of one hub', async () => {
    const { started, finish, perform } = heldPerform();
    const outputs = new HostOutputs({ messageLimit: 100 });
    const [left, right] = [outputs.collector({ key: 'chat', perform }), outputs.collector({ key: 'chat', perform })];
    const added = [left.add({ message: 1 }), right.add({ connectionId: 'c1' })];
    await setImmediate();
    expect(started).to.have.lengthOf(1);
    await finish(0);
    await finish(1);
    await Promise.all(added);
  });

  it('lets sends to different users travel together', async () => {
    const { started, finish, perform } = heldPerform();
    const out = new HostOutputs({ messageLimit: 100 }).collector({ key: 'chat', perform });
    const added = ['ann', 'bob'].map((userId) => out.add(WebPubSubAction.sendToUser(userId, 'hi')));
    await setImmediate();
    expect(started).to.have.lengthOf(2);
    for (const index of [0, 1]) await finish(index);
    await Promise.all(added);
  });

  it('keeps the order of a hub while it has items under way, whoever made its collector', async () => {
    const { started, finish, perform } = heldPerform();
    const [held, other] = [
      { key: 'chat', perform },
      { key: 'chat', perform: recordingPerform().perform },
    ];
    const outputs = new HostOutputs({ messageLimit: 100 });
    const added = [held, other, other].map((target) => outputs.collector(target).add({ message: 'hi' }));
    await setImmediate();
    for (const index of [0, 1, 2]) await finish(index);
    await Promise.all(added);
    expect(started).to.have.lengthOf(3);
  });

  it('keeps nothing of a hub that is idle, for a request may name any hub', async () => {
    const outputs = new HostOutputs({ messageLimit: 100 });
    const [first, second] = [recordingPerform(() => serviceError(500)), recordingPerform()];
    await rejectionOf(outputs.collector({ key: 'chat', perform: first.perform }).add({ message: 1 }));
    const again = outputs.collector({ key: 'chat', perform: second.perform });
    await again.flush();
    await again.add({ message: 2 });
    expect([first.operations.length, second.operations.length]).to.deep.equal([1, 1]);
  });

  it('fails for one item alone, and tells the observer', async () => {
    const reported: unknown[] = [];
    const { perform } = recordingPerform((operation) => operation.name === 'sendToAll' && serviceError(500));
    const outputs = new HostOutputs({ messageLimit: 100, onFailure: (error) => reported.push(error) });
    const out = outputs.collector({ key: 'chat', perform });
    const [first, second] = [out.add({ message: 1 }), out.add({ connectionId: 'c1' })];
    const error = await rejectionOf(first);
    await second;
    expect(reported).to.deep.equal([error]);
  });

  it('tells the observer of items that it refuses, since nobody may wait for add()', async () => {
    const refused: unknown[] = [];
    const { perform } = recordingPerform();
    const outputs = new HostOutputs({ messageLimit: 100, onRefused: (error) => refused.push(error.code) });
    const out = outputs.collector({ key: 'chat', perform });
    void out.add({ mesage: 'wrong' } as never);
    await outputs.drain();
    void out.add({ message: 'late' });
    await setImmediate();
    expect(refused).to.deep.equal(['WPS_OUTPUT_SHAPE', 'WPS_HOST_CLOSED']);
  });

  it('asks questions and limits messages', async () => {
    const out = new HostOutputs({ messageLimit: 1 }).collector({
      key: 'chat',
      perform: recordingPerform(() => true).perform,
    });
    expect(await out.add({ targetType: 'Groups', targetId: 'g' })).to.equal(true);
    expect(await rejectionOf(out.add({ message: 'hi' }))).to.have.property('code', 'WPS_OUTPUT_TOO_LARGE');
  });

  it('flushes when everything added so far is done', async () => {
    const { finish, perform } = heldPerform();
    const out = new HostOutputs({ messageLimit: 100 }).collector({ key: 'chat', perform });
    const added = out.add({ message: 1 });
    let isFlushed = false;
    const flushed = out.flush().finally(() => (isFlushed = true));
    await setImmediate();
    expect(isFlushed).to.equal(false);
    await finish(0);
    await flushed;
    await added;
  });

  it('is drained of what is under way, names what was lost, and takes nothing more', async () => {
    const { finish, perform } = heldPerform();
    const outputs = new HostOutputs({ messageLimit: 100 });
    const out = outputs.collector({ key: 'chat', perform });
    const items = [{ message: 1 }, { message: 2 }];
    const added = items.map((item) => out.add(item));
    const drained = outputs.drain();
    expect(await rejectionOf(out.add({ message: 3 }))).to.have.property('code', 'WPS_HOST_CLOSED');
    await setImmediate();
    await finish(0);
    await finish(1, serviceError(500));
    expect(await drained).to.deep.equal([items[1]]);
    await Promise.allSettled(added);
  });

  it('discards what waits when the time to close is over', async () => {
    const abort = new AbortController();
    const { started, finish, perform } = heldPerform();
    const outputs = new HostOutputs({ messageLimit: 100, signal: abort.signal });
    const out = outputs.collector({ key: 'chat', perform });
    const added = [1, 2].map((message) => out.add({ message }));
    await setImmediate();
    abort.abort();
    await finish(0, new Error('aborted'));
    expect(await outputs.drain()).to.have.lengthOf(2);
    await Promise.allSettled(added);
    expect(started).to.have.lengthOf(1);
  });
});
