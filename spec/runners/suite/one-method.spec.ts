import assert from 'node:assert/strict';
import { OutputError, WebPubSubError } from 'web-pubsub-bindings';
import { connectEvent, RecordingCollector, TestRuntime, userEvent } from 'web-pubsub-bindings/testing';
import { Chat } from './chat.js';
import { beforeEach, describe, it } from './runner.js';

const said = (data: string) => userEvent({ userId: 'ann', data, states: { messages: 0 } });

describe('one method', () => {
  let out = new RecordingCollector();
  beforeEach(() => {
    out = new RecordingCollector();
  });

  it('adds to a collector that keeps what is added', async () => {
    const event = said('hi');
    await new Chat().message(event, out);
    assert.deepEqual(out.items, [{ message: 'ann: hi' }]);
    assert.deepEqual(event.states, { messages: 1 });
  });

  it('asks a collector whose answer the test gives', async () => {
    out.answer = false;
    assert.equal(await new Chat().join('ann', 'lobby', out), 'welcome');
    assert.deepEqual(out.questions, [{ groupAction: 'Check', targetType: 'Users', targetId: 'ann', groupId: 'lobby' }]);
    assert.equal(out.items.length, 2);
  });

  it('meets the failure that a test wants', async () => {
    out.failOn((item) => 'message' in item, new RangeError('too much'));
    await assert.rejects(new Chat().message(said('hi'), out), RangeError);
    assert.deepEqual(out.items, []);
  });

  it('is told of an item that could never be sent', async () => {
    const unsendable = { message: 'hi', targetType: 'Groups' } as never;
    const isOurs = (error: unknown) => error instanceof OutputError && error instanceof WebPubSubError;
    await assert.rejects(out.add(unsendable), isOurs);
    await assert.rejects(out.add(unsendable), { code: 'WPS_OUTPUT_FIELD', name: 'OutputError' });
  });

  it('refuses by an error of ours', () => {
    assert.throws(() => new Chat().connect(connectEvent({ userId: 'mallory' })), { code: 'WPS_UNAUTHORIZED' });
  });

  it('leaves work to a runtime, which waits for it', async () => {
    const runtime = new TestRuntime();
    userEvent({ data: '', runtime }).waitUntil(Promise.reject(new RangeError('late')));
    await assert.rejects(runtime.settled(), RangeError);
  });
});
