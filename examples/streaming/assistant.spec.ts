import { expect } from 'chai';
import { WebPubSubAction, type AsyncCollector } from 'web-pubsub-bindings';
import { disconnectedEvent, RecordingCollector, TestRuntime, userEvent } from 'web-pubsub-bindings/testing';
import { Assistant } from './assistant.js';
import { createModel, type Model } from './model.js';
import { RunningAnswers } from './running-answers.js';
import { PausedModel } from './support/paused-model.js';

const connectionId = 'connection1';
const data = { id: '1', question: 'Why?' };
const toAsker = (message: object) => WebPubSubAction.sendToConnection(connectionId, message);
const token = (text: string, id = '1') => toAsker({ type: 'token', id, token: text });

/** An assistant, and what lends it to a host: the work that it leaves to `waitUntil`, and the signal that ends it. */
class Desk {
  readonly answers = new RunningAnswers();
  readonly assistant: Assistant;
  readonly runtime = new TestRuntime();

  constructor(model: Model = createModel(() => Promise.resolve())) {
    this.assistant = new Assistant(model, this.answers);
  }

  ask(out: AsyncCollector, question: unknown = data, runtime = this.runtime) {
    return this.assistant.ask(userEvent({ connectionId, data: question, runtime }), out);
  }
}

describe('Assistant', () => {
  it('answers at once, and then sends word by word to the one who asked', async () => {
    const [desk, out] = [new Desk(wordsOf('one ', 'two')), new RecordingCollector()];
    expect(desk.ask(out)).to.deep.equal({ type: 'started', id: '1' });
    expect(out.items).to.deep.equal([]);
    await desk.runtime.settled();
    expect(out.items).to.deep.equal([token('one '), token('two'), toAsker({ type: 'finished', id: '1' })]);
    expect(desk.answers.size).to.equal(0);
  });

  it('stops when it is asked to, and says which answer that was', async () => {
    const [desk, out] = [new Desk(new PausedModel(['one ', 'two ']).write), new RecordingCollector()];
    desk.ask(out);
    for (const text of ['one ', 'two ']) expect(await out.next()).to.deep.equal(token(text));
    const event = userEvent({ connectionId, data: { id: '1' } });
    expect(desk.assistant.stop(userEvent({ connectionId, data: { id: '0' } }))).to.equal(undefined);
    expect(desk.assistant.stop(event)).to.deep.equal({ type: 'stopped', id: '1' });
    await desk.runtime.settled();
    expect(out.items).to.deep.equal([token('one '), token('two ')]);
    expect(desk.assistant.stop(event)).to.equal(undefined);
  });

  it('stops for the one who left, and for nobody else', async () => {
    const [desk, out] = [new Desk(new PausedModel(['one ']).write), new RecordingCollector()];
    desk.ask(out);
    await out.next();
    desk.assistant.disconnected(disconnectedEvent({ connectionId: 'connection2' }));
    expect(desk.answers.size).to.equal(1);
    desk.assistant.disconnected(disconnectedEvent({ connectionId }));
    await desk.runtime.settled();
    expect([out.items.length, desk.answers.size]).to.deep.equal([1, 0]);
  });

  it('stops when the host ends what is under way', async () => {
    const [desk, out] = [new Desk(new PausedModel(['one ']).write), new RecordingCollector()];
    desk.ask(out);
    await out.next();
    desk.runtime.abort();
    await desk.runtime.settled();
    expect([out.items.length, desk.answers.size]).to.deep.equal([1, 0]);
  });

  it('stops when nobody is there any more, whoever was told of that', async () => {
    const out = new RecordingCollector();
    out.answer = () => out.items.length === 0;
    const model = new PausedModel(Array.from({ length: 200 }, String));
    const desk = new Desk(model.write);
    desk.ask(out);
    await Promise.all([desk.runtime.settled(), model.ended]);
    expect(out.questions).to.deep.equal(Array(2).fill({ targetType: 'Connections', targetId: connectionId }));
    expect([out.items.length, desk.answers.size]).to.deep.equal([50, 0]);
  });

  it('stops when a word cannot be delivered', async () => {
    const out = new RecordingCollector();
    const gone = Object.assign(new Error('gone'), { statusCode: 404 });
    out.failOn((item) => 'data' in item, gone);
    const model = new PausedModel(['one ', 'two ']);
    const desk = new Desk(model.write);
    desk.ask(out);
    expect(await failureOf(desk.runtime)).to.equal(gone);
    await model.ended;
    expect([out.items.length, desk.answers.size]).to.deep.equal([0, 0]);
  });

  it('says that the model failed, and fails with its error', async () => {
    const broken = new Error('The model is broken.');
    const out = new RecordingCollector();
    const desk = new Desk(createModel(() => Promise.reject(broken)));
    desk.ask(out);
    expect(await failureOf(desk.runtime)).to.equal(broken);
    expect(out.items).to.deep.equal([toAsker({ type: 'failed', id: '1' })]);
    expect(desk.answers.size).to.equal(0);
  });

  it('stops one answer when the next is asked for, and keeps track of that one', async () => {
    const [desk, out] = [new Desk(new PausedModel(['one ']).write), new RecordingCollector()];
    const first = new TestRuntime();
    desk.ask(out, data, first);
    desk.ask(out, { ...data, id: '2' });
    await first.settled();
    expect(desk.answers.size).to.equal(1);
    desk.assistant.disconnected(disconnectedEvent({ connectionId }));
    await desk.runtime.settled();
    expect(out.items).to.deep.equal([token('one ', '2')]);
  });

  it('closes: it ends all answers, waits for what is being sent, and begins none', async () => {
    const [desk, out] = [new Desk(new PausedModel(['one ']).write), new RecordingCollector()];
    desk.ask(out);
    await desk.assistant.close();
    desk.ask(out);
    await desk.runtime.settled();
    expect([out.items.length, desk.answers.size]).to.deep.equal([0, 0]);
  });

  it('refuses what is no question, and begins nothing', () => {
    const desk = new Desk();
    const empty = [null, 7, 'Why?', {}, { id: '1' }, { id: '1', question: ' ' }, { id: 1, question: 'Why?' }];
    for (const question of [...empty, { id: '', question: 'Why?' }, { id: '1', question: 'x'.repeat(501) }])
      expect(() => desk.ask(new RecordingCollector(), question)).to.throw(/is a text of 1 to/);
    expect(desk.answers.size).to.equal(0);
  });
});

function wordsOf(...tokens: readonly string[]): Model {
  return async function* () {
    yield* tokens;
  };
}

/** What the work failed with. */
function failureOf(runtime: TestRuntime): Promise<unknown> {
  return runtime.settled().catch((error: unknown) => error);
}
