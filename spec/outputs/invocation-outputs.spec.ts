import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import type { DeliveryError } from '../../lib/errors.js';
import type { WebPubSubEvent } from '../../lib/outputs/async-collector.js';
import { InvocationOutputs, type InvocationOutputsOptions } from '../../lib/outputs/invocation-outputs.js';
import { WebPubSubAction } from '../../lib/outputs/web-pubsub-action.js';
import type { Operation, Perform } from '../../lib/protocol/operations.js';
import { heldPerform, recordingPerform, rejectionOf, serviceError } from '../support/performs.js';

const create = (options: Partial<InvocationOutputsOptions> = {}) =>
  new InvocationOutputs({ where: 'Chat.join', queueLimit: 1_000, messageLimit: 1_000, ...options });
const target = (perform: Perform, key = 'main') => ({ key, perform });
const names = (operations: readonly Operation[]) => operations.map(({ name }) => name);
const wrong = { mesage: 'hi' } as unknown as WebPubSubEvent;

describe('while the function runs, a collector', () => {
  it('queues, and the flush at the end sends', async () => {
    const { operations, perform } = recordingPerform();
    const outputs = create();
    await outputs.collector(target(perform)).add({ message: 'hi' });
    expect(operations).to.deep.equal([]);
    await outputs.flush();
    expect(names(operations)).to.deep.equal(['sendToAll']);
  });

  it('sends what was added so far on flush', async () => {
    const { operations, perform } = recordingPerform();
    const out = create().collector(target(perform));
    await out.add({ message: 1 });
    await out.flush();
    await out.add({ message: 2 });
    expect(operations).to.have.lengthOf(1);
  });

  it('keeps one order with the other collectors of its service and hub', async () => {
    const { operations, perform } = recordingPerform();
    const outputs = create();
    const [left, right] = [outputs.collector(target(perform)), outputs.collector(target(perform))];
    await left.add({ message: 'hi' });
    await right.add(WebPubSubAction.sendToGroup('g', 'hi'));
    await left.add({ connectionId: 'c1' });
    await right.flush();
    expect(names(operations)).to.deep.equal(['sendToAll', 'sendToGroup', 'closeConnection']);
  });

  it('does not wait for another hub', async () => {
    const slow = heldPerform();
    const { operations, perform } = recordingPerform();
    const outputs = create();
    await outputs.collector(target(slow.perform, 'slow')).add({ message: 'hi' });
    await outputs.collector(target(perform, 'quick')).add({ message: 'hi' });
    const flushed = outputs.flush();
    await setImmediate();
    expect(operations).to.have.lengthOf(1);
    await slow.finish(0);
    await flushed;
  });

  it('sends an item as it was when it was added', async () => {
    const { operations, perform } = recordingPerform();
    const outputs = create();
    const message = { text: 'hi' };
    await outputs.collector(target(perform)).add({ message });
    message.text = 'changed';
    await outputs.flush();
    expect(operations[0]).to.have.deep.property('message', { dataType: 'json', data: '{"text":"hi"}' });
  });

  it('flushes a full queue inside add', async () => {
    const { operations, perform } = recordingPerform();
    const out = create({ queueLimit: 2 }).collector(target(perform));
    await out.add({ message: 1 });
    expect(operations).to.have.lengthOf(0);
    await out.add({ message: 2 });
    expect(operations).to.have.lengthOf(2);
  });

  it('sends each item as it is added with flush: each, and what was queued before it', async () => {
    const { operations, perform } = recordingPerform();
    const outputs = create();
    await outputs.collector(target(perform)).add({ message: 1 });
    await outputs.collector(target(perform), { flush: 'each' }).add({ connectionId: 'c1' });
    expect(names(operations)).to.deep.equal(['sendToAll', 'closeConnection']);
  });
});

describe('a question', () => {
  it('is asked at once and does not see what is queued', async () => {
    const { operations, perform } = recordingPerform(() => true);
    const out = create().collector(target(perform));
    await out.add({ message: 'hi' });
    const answer: boolean = await out.add({ targetType: 'Users', targetId: 'ann' });
    expect(answer).to.equal(true);
    expect(names(operations)).to.deep.equal(['userExists']);
  });

  it('looks for a member of a group', async () => {
    const { perform } = recordingPerform(() => [{ connectionId: 'c1', userId: 'ann' }]);
    const out = create().collector(target(perform));
    const check = { groupAction: 'Check', groupId: 'g' } as const;
    expect(await out.add({ ...check, targetType: 'Users', targetId: 'ann' })).to.equal(true);
    expect(await out.add({ ...check, targetType: 'Connections', targetId: 'c2' })).to.equal(false);
  });
});

describe('an item that is refused', () => {
  it('is told of with the function that added it, the field and the remedy', async () => {
    const out = create().collector(target(recordingPerform().perform));
    const error = await rejectionOf(out.add({ message: 'hi', targetType: 'Users' } as never));
    expect(error).to.include({ name: 'OutputError', code: 'WPS_OUTPUT_FIELD' });
    expect(error.message).to.match(/^Chat\.join: .*"targetId".*is missing\. Give it/);
    expect(error['problem']).to.match(/^Chat\.join: /);
  });

  it('rejects and is remembered, even if the function swallows the error', async () => {
    const outputs = create();
    const out = outputs.collector(target(recordingPerform().perform));
    const error = await rejectionOf(out.add(wrong));
    await rejectionOf(out.add({ message: 'x'.repeat(1_001) }));
    expect(error).to.have.property('code', 'WPS_OUTPUT_SHAPE');
    expect(outputs.refused).to.equal(error);
  });

  it('does not end the process when nobody awaits it', async () => {
    const unhandled: unknown[] = [];
    const listener = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', listener);
    const out = create().collector(target(recordingPerform(() => serviceError(500)).perform));
    const unattended = [out.add(wrong), out.add({ message: 'hi' }), out.flush()];
    await setImmediate();
    process.off('unhandledRejection', listener);
    expect(unhandled).to.deep.equal([]);
    await Promise.allSettled(unattended);
  });

  it('may be aimed at the connection that is connecting', async () => {
    const out = create({ connectingId: 'c1' }).collector(target(recordingPerform().perform));
    expect(await rejectionOf(out.add({ connectionId: 'c1' }))).to.have.property('code', 'WPS_OUTPUT_TO_CONNECTING');
  });
});

describe('a delivery that fails', () => {
  const failing = () => recordingPerform((operation) => operation.name === 'sendToAll' && serviceError(500));

  it('rejects the flush with every item listed, and reaches the observer once', async () => {
    const reported: DeliveryError[] = [];
    const out = create({ onFailure: (error) => reported.push(error) }).collector(target(failing().perform));
    const items = [{ message: 1 }, { connectionId: 'c1' }] as const;
    for (const item of items) await out.add(item);
    const error = await rejectionOf(out.flush());
    expect(error).to.have.property('message').that.contains('2 of 2 outputs');
    expect(reported).to.deep.equal([error]);
    expect(reported[0]?.failures.map(({ item, outcome }) => [item, outcome])).to.deep.equal([
      [items[0], 'failed'],
      [items[1], 'skipped'],
    ]);
  });

  it('is one error at the end, over all hubs', async () => {
    const outputs = create();
    for (const key of ['a', 'b']) await outputs.collector(target(failing().perform, key)).add({ message: 1 });
    expect(await rejectionOf(outputs.flush()))
      .to.have.property('failures')
      .with.lengthOf(2);
  });

  it('does not make the flush at the end fail once the function knew of it', async () => {
    const outputs = create();
    const out = outputs.collector(target(failing().perform), { flush: 'each' });
    await rejectionOf(out.add({ message: 1 }));
    await outputs.flush();
  });

  it('is only reported where someone had left before a group could be joined', async () => {
    const reported: DeliveryError[] = [];
    const outputs = create({ onFailure: (error) => reported.push(error) });
    const { perform } = recordingPerform(() => serviceError(404));
    await outputs.collector(target(perform)).add(WebPubSubAction.addUserToGroup('ann', 'g'));
    await outputs.flush();
    expect(reported[0]?.failures[0]).to.have.property('outcome', 'absent');
  });
});

describe('what a method returns', () => {
  it('is sent item by item', async () => {
    const { operations, perform } = recordingPerform();
    const outputs = create();
    await outputs.sendReturned(target(perform), [{ message: 1 }, { connectionId: 'c1' }]);
    await outputs.sendReturned(target(perform), { message: 2 });
    await outputs.flush();
    expect(names(operations)).to.deep.equal(['sendToAll', 'closeConnection', 'sendToAll']);
  });

  it('may be nothing', async () => {
    const { operations, perform } = recordingPerform();
    const outputs = create();
    for (const nothing of [undefined, null, []]) await outputs.sendReturned(target(perform), nothing);
    await outputs.flush();
    expect(operations).to.deep.equal([]);
  });

  it('cannot be a question', async () => {
    const outputs = create();
    const error = await rejectionOf(
      outputs.sendReturned(target(recordingPerform().perform), { targetType: 'Users', targetId: 'ann' }),
    );
    expect(error).to.have.property('code', 'WPS_OUTPUT_QUESTION');
    expect(outputs.refused).to.equal(error);
  });
});

describe('after the function has returned', () => {
  it('add sends at once, in order, behind the flush at the end', async () => {
    const { started, finish, perform } = heldPerform();
    const outputs = create();
    const out = outputs.collector(target(perform));
    await out.add({ message: 1 });
    outputs.continueAfterAnswer();
    const flushed = outputs.flush();
    const added = out.add({ connectionId: 'c1' });
    await setImmediate();
    expect(names(started)).to.deep.equal(['sendToAll']);
    await finish(0);
    await flushed;
    expect(names(started)).to.deep.equal(['sendToAll', 'closeConnection']);
    await finish(1);
    await added;
  });

  it('add fails alone: the next one starts clean', async () => {
    const { perform } = recordingPerform((operation) => operation.name === 'sendToAll' && serviceError(500));
    const outputs = create();
    const out = outputs.collector(target(perform));
    outputs.continueAfterAnswer();
    const [first, second] = [out.add({ message: 1 }), out.add({ connectionId: 'c1' })];
    expect(await rejectionOf(first)).to.have.property('code', 'WPS_OUTPUT_UNDELIVERED');
    await second;
  });

  it('add refuses when nothing is pending any more, and what was queued is still sent', async () => {
    const { operations, perform } = recordingPerform();
    const outputs = create();
    const out = outputs.collector(target(perform));
    await out.add({ message: 1 });
    outputs.end();
    const error = await rejectionOf(out.add({ message: 2 }));
    expect(error).to.have.property('code', 'WPS_INVOCATION_ENDED');
    expect(error.message).to.contain('Chat.join');
    await outputs.flush();
    expect(operations).to.have.lengthOf(1);
    expect(outputs.refused).to.equal(undefined);
  });

  it('what had not left is given back on discard, and nothing goes in or out', async () => {
    const { operations, perform } = recordingPerform();
    const outputs = create();
    const out = outputs.collector(target(perform));
    const item = { message: 1 };
    await out.add(item);
    expect(outputs.discard()).to.deep.equal([item]);
    await rejectionOf(out.add({ message: 2 }));
    await rejectionOf(out.flush());
    await outputs.flush();
    expect(operations).to.deep.equal([]);
  });
});
