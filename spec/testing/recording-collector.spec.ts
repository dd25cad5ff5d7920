import { expect } from 'chai';
import { RecordingCollector } from '../../lib/testing/recording-collector.js';
import type { MessageData } from '../../lib/outputs/seed-shapes.js';
import { rejectionOf } from '../support/performs.js';

describe('a recording collector', () => {
  it('keeps items in the order added', async () => {
    const out = new RecordingCollector();
    await out.add({ message: 'one' });
    await out.add({ actionName: 'sendToGroup', group: 'g', data: 'two' });
    expect(out.items).to.deep.equal([{ message: 'one' }, { actionName: 'sendToGroup', group: 'g', data: 'two' }]);
  });

  it('keeps what an item said when it was added, as the real queue does', async () => {
    const out = new RecordingCollector();
    const item = { message: { text: 'one' } };
    await out.add(item);
    item.message.text = 'two';
    await out.add(item);
    expect(out.items).to.deep.equal([{ message: { text: 'one' } }, { message: { text: 'two' } }]);
  });

  it('keeps questions apart and answers them', async () => {
    const out = new RecordingCollector({ answer: false });
    const answer = await out.add({ targetType: 'Users', targetId: 'ann' });
    expect([answer, out.questions, out.items]).to.deep.equal([false, [{ targetType: 'Users', targetId: 'ann' }], []]);
  });

  it('answers by the question where it is told to', async () => {
    const out = new RecordingCollector({ answer: (question) => question.targetId === 'ann' });
    expect(await out.add({ targetType: 'Users', targetId: 'bob' })).to.equal(false);
  });

  it('waits for what is added later', async () => {
    const out = new RecordingCollector();
    const [first, second] = [out.next(), out.next((item) => 'message' in item && item.message === 'three')];
    for (const message of ['one', 'two', 'three']) await out.add({ message });
    expect(await Promise.all([first, second])).to.deep.equal([{ message: 'one' }, { message: 'three' }]);
    const error = await rejectionOf(out.next(() => true, 5));
    expect(error.message).to.include('The collector got nothing that the predicate takes within 5 ms');
  });

  it('tells what had been added at each flush', async () => {
    const out = new RecordingCollector();
    await out.flush();
    await out.add({ message: 'one' });
    await out.flush();
    expect(out.flushes).to.deep.equal([0, 1]);
  });

  it('refuses what the queue of production refuses', async () => {
    const out = new RecordingCollector();
    const misspelt = { mesage: 'hi' } as unknown as MessageData;
    const error: unknown = await out.add(misspelt).catch((reason: unknown) => reason);
    expect(error).to.have.property('code', 'WPS_OUTPUT_SHAPE');
    expect([out.items, out.refused]).to.deep.equal([[], [{ item: misspelt, error }]]);
  });

  it('fails on demand, for the items that a test means', async () => {
    const out = new RecordingCollector();
    const gone = new Error('gone');
    out.failOn((item) => 'message' in item && item.message === 'no', gone);
    await out.add({ message: 'yes' });
    expect(await rejectionOf(out.add({ message: 'no' }))).to.equal(gone);
    expect(out.items).to.deep.equal([{ message: 'yes' }]);
  });

  it('judges an item before it fails on demand', async () => {
    const out = new RecordingCollector();
    out.failOn(() => true, new Error('gone'));
    expect(await rejectionOf(out.add({ mesage: 'x' } as never))).to.have.property('code', 'WPS_OUTPUT_SHAPE');
  });

  it('fails by no predicate that returns a promise: it would fit every item', async () => {
    const out = new RecordingCollector();
    out.failOn((() => Promise.resolve(false)) as unknown as () => boolean, new Error('refused'));
    expect((await rejectionOf(out.add({ message: 'a' }))).message)
      .to.include('failOn()')
      .and.include('a promise');
  });
});
