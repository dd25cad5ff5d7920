import { expect } from 'chai';
import { WebPubSubAction, type AsyncCollector, type InvocationRuntime, type WebPubSubEvent } from 'web-pubsub-bindings';
import { disconnectedEvent, RecordingCollector, userEvent } from 'web-pubsub-bindings/testing';
import { Assistant } from './assistant.js';
import { createModel, type Model } from './model.js';
import { RunningAnswers } from './running-answers.js';
import { PausedModel } from './support/paused-model.js';

const connectionId = 'connection1';
const data = { id: '1', question: 'Why?' };
const toAsker = (message: object) => WebPubSubAction.sendToConnection(connectionId, message);
const token = (text: string, id = '1') => toAsker({ type: 'token', id, token: text });

/** An assistant, and the work that its methods leave to `waitUntil`. */
class Desk {
  readonly answers = new RunningAnswers();
  readonly assistant: Assistant;
  readonly host = new AbortController();
  readonly work: Promise<unknown>[] = [];

  constructor(model: Model = createModel(() => Promise.resolve())) {
    this.assistant = new Assistant(model, this.answers);
  }

  ask(out: AsyncCollector, question: unknown = data) {
    return this.assistant.ask(userEvent({ connectionId, data: question, runtime: this.#runtime() }), out);
  }

  #runtime(): InvocationRuntime {
    const log = { debug: ignore, info: ignore, warn: ignore, error: ignore };
    const waitUntil = (work: Promise<unknown>) => void this.work.push(work);
    return { signal: this.host.signal, log, waitUntil, server: () => expect.fail('no service is asked') };
  }
}

/** Tells when so many items were added. */
class CountingCollector extends RecordingCollector {
  readonly reached: Promise<void>;
  #reach: () => void = ignore;
  readonly #count: number;

  constructor(count: number) {
    super();
    this.#count = count;
    this.reached = new Promise((resolve) => (this.#reach = resolve));
  }

  override async add(item: WebPubSubEvent): Promise<never> {
    const added = await super.add(item);
    if (this.items.length === this.#count) this.#reach();
    return added as never;
  }
}

describe('Assistant', () => {
  it('answers at once, and then sends word by word to the one who asked', async () => {
    const [desk, out] = [new Desk(wordsOf('one ', 'two')), new RecordingCollector()];
    expect(desk.ask(out)).to.deep.equal({ type: 'started', id: '1' });
    expect(out.items).to.deep.equal([]);
    await Promise.all(desk.work);
    expect(out.items).to.deep.equal([token('one '), token('two'), toAsker({ type: 'finished', id: '1' })]);
    expect(desk.answers.size).to.equal(0);
  });

  it('stops when it is asked to, and says which answer that was', async () => {
    const [desk, out] = [new Desk(new PausedModel(['one ', 'two ']).write), new CountingCollector(2)];
    desk.ask(out);
    await out.reached;
    const event = userEvent({ connectionId, data: { id: '1' } });
    expect(desk.assistant.stop(userEvent({ connectionId, data: { id: '0' } }))).to.equal(undefined);
    expect(desk.assistant.stop(event)).to.deep.equal({ type: 'stopped', id: '1' });
    await Promise.all(desk.work);
    expect(out.items).to.deep.equal([token('one '), token('two ')]);
    expect(desk.assistant.stop(event)).to.equal(undefined);
  });

  it('stops for the one who left, and for nobody else', async () => {
    const [desk, out] = [new Desk(new PausedModel(['one ']).write), new CountingCollector(1)];
    desk.ask(out);
    await out.reached;
    desk.assistant.disconnected(disconnectedEvent({ connectionId: 'connection2' }));
    expect(desk.answers.size).to.equal(1);
    desk.assistant.disconnected(disconnectedEvent({ connectionId }));
    await Promise.all(desk.work);
    expect([out.items.length, desk.answers.size]).to.deep.equal([1, 0]);
  });

  it('stops when the host ends what is under way', async () => {
    const [desk, out] = [new Desk(new PausedModel(['one ']).write), new CountingCollector(1)];
    desk.ask(out);
    await out.reached;
    desk.host.abort();
    await Promise.all(desk.work);
    expect([out.items.length, desk.answers.size]).to.deep.equal([1, 0]);
  });

  it('stops when nobody is there any more, whoever was told of that', async () => {
    const out = new RecordingCollector();
    out.answer = () => out.items.length === 0;
    const model = new PausedModel(Array.from({ length: 200 }, String));
    const desk = new Desk(model.write);
    desk.ask(out);
    await Promise.all([...desk.work, model.ended]);
    expect(out.questions).to.deep.equal(Array(2).fill({ targetType: 'Connections', targetId: connectionId }));
    expect([out.items.length, desk.answers.size]).to.deep.equal([50, 0]);
  });

  it('stops when a word cannot be delivered', async () => {
    const out = new RecordingCollector();
    const gone = Object.assign(new Error('gone'), { statusCode: 404 });
    const failing = { add: (item: object) => ('data' in item ? Promise.reject(gone) : out.add(item as never)) };
    const model = new PausedModel(['one ', 'two ']);
    const desk = new Desk(model.write);
    desk.ask(Object.assign(new RecordingCollector(), failing));
    expect(await settled(desk.work)).to.deep.equal([gone]);
    await model.ended;
    expect([out.items.length, desk.answers.size]).to.deep.equal([0, 0]);
  });

  it('says that the model failed, and fails with its error', async () => {
    const broken = new Error('The model is broken.');
    const out = new RecordingCollector();
    const desk = new Desk(createModel(() => Promise.reject(broken)));
    desk.ask(out);
    expect(await settled(desk.work)).to.deep.equal([broken]);
    expect(out.items).to.deep.equal([toAsker({ type: 'failed', id: '1' })]);
    expect(desk.answers.size).to.equal(0);
  });

  it('stops one answer when the next is asked for, and keeps track of that one', async () => {
    const [desk, out] = [new Desk(new PausedModel(['one ']).write), new CountingCollector(2)];
    desk.ask(out);
    desk.ask(out, { ...data, id: '2' });
    await desk.work[0];
    expect(desk.answers.size).to.equal(1);
    desk.assistant.disconnected(disconnectedEvent({ connectionId }));
    await Promise.all(desk.work);
    expect(out.items).to.deep.equal([token('one ', '2')]);
  });

  it('closes: it ends all answers, waits for what is being sent, and begins none', async () => {
    const [desk, out] = [new Desk(new PausedModel(['one ']).write), new CountingCollector(1)];
    desk.ask(out);
    await desk.assistant.close();
    desk.ask(out);
    await Promise.all(desk.work);
    expect([out.items.length, desk.answers.size]).to.deep.equal([0, 0]);
  });

  it('refuses what is no question, and begins nothing', () => {
    const desk = new Desk();
    const empty = [null, 7, 'Why?', {}, { id: '1' }, { id: '1', question: ' ' }, { id: 1, question: 'Why?' }];
    for (const question of [...empty, { id: '', question: 'Why?' }, { id: '1', question: 'x'.repeat(501) }])
      expect(() => desk.ask(new RecordingCollector(), question)).to.throw(/is a text of 1 to/);
    expect([desk.work.length, desk.answers.size]).to.deep.equal([0, 0]);
  });
});

function wordsOf(...tokens: readonly string[]): Model {
  return async function* () {
    yield* tokens;
  };
}

/** What the work failed with. */
async function settled(work: readonly Promise<unknown>[]): Promise<readonly unknown[]> {
  const results = await Promise.allSettled(work);
  return results.map((result): unknown => (result.status === 'rejected' ? result.reason : undefined));
}

function ignore(): void {
  // Nothing of it matters here.
}
