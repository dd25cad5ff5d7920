import { expect } from 'chai';
import { connectTestClient, startTestApp, type TestApp, type TestClient } from 'web-pubsub-bindings/testing';
import { startStreaming, type Streaming, type StreamingOptions } from './app.js';
import { Assistant } from './assistant.js';
import { answerTo, createModel, tokensOf, type Model } from './model.js';
import { RunningAnswers } from './running-answers.js';
import { PausedModel } from './support/paused-model.js';

// What the specs make happen on purpose.
const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };
const question = { id: '1', question: 'Why?' };

describe('the assistant, its clients and the service', () => {
  let app: TestApp;
  afterEach(() => app.close());

  const start = async (assistant: Assistant): Promise<void> => {
    app = await startTestApp({ controllers: [assistant] });
  };

  it('sends a whole answer in order', async () => {
    const answers = new RunningAnswers();
    await start(
      new Assistant(
        createModel(() => Promise.resolve()),
        answers,
      ),
    );
    const asker = await app.connect('assistant');
    await asker.sendEvent('ask', question);
    await asker.next({ data: { type: 'finished' } }, 4_000);
    expect(asker.received.map(({ data }) => data)).to.deep.equal([
      { type: 'started', id: '1' },
      ...tokensOf(answerTo('Why?')).map((token) => ({ type: 'token', id: '1', token })),
      { type: 'finished', id: '1' },
    ]);
    await app.close();
    expect(answers.size).to.equal(0);
  });

  it('stops for the one who says so, and answers the next question', async () => {
    const model = new PausedModel(['one ', 'two ']);
    await start(new Assistant(model.write));
    const asker = await app.connect('assistant');
    await asker.sendEvent('ask', question);
    for (const token of ['one ', 'two ']) await asker.next({ data: { type: 'token', token } });
    await asker.sendEvent('stop', { id: '1' });
    expect((await asker.next()).data).to.deep.equal({ type: 'stopped', id: '1' });
    await model.ended;
    await asker.sendEvent('ask', { ...question, id: '2' });
    await asker.next({ data: { type: 'token', id: '2', token: 'one ' } });
  });

  it('stops for the one who closes the connection, and goes on for others', async () => {
    const answers = new RunningAnswers();
    const [forAnn, forBob] = [new PausedModel(['one ']), new PausedModel(['one '])];
    const model: Model = (text, signal) => (text === 'Ann?' ? forAnn : forBob).write(text, signal);
    await start(new Assistant(model, answers));
    const [ann, bob] = [await app.connect('assistant'), await app.connect('assistant')];
    await ann.sendEvent('ask', { id: '1', question: 'Ann?' });
    await bob.sendEvent('ask', { id: '1', question: 'Bob?' });
    for (const asker of [ann, bob]) await asker.next({ data: { type: 'token' } });
    await ann.close();
    await forAnn.ended;
    expect(answers.size).to.equal(1);
    await bob.close();
    await forBob.ended;
    expect(answers.size).to.equal(0);
  });

  it('refuses what is no question', async () => {
    await start(new Assistant());
    const asker = await app.connect('assistant');
    const refusal: unknown = await asker.sendEvent('ask', 'Why?').catch((error: unknown) => error);
    expect(refusal).to.be.instanceOf(Error);
    expect(asker.received).to.deep.equal([]);
  });
});

describe('the streaming app', () => {
  let streaming: Streaming | undefined;
  const start = async (options: StreamingOptions = {}) => (streaming = await startStreaming(options));
  afterEach(() => streaming?.close());

  it('hands a page what it connects with, and ends what is under way when the app closes', async () => {
    const answers = new RunningAnswers();
    const model = new PausedModel(['one ']);
    const app = await start({ assistant: new Assistant(model.write, answers), closeTimeout: 1, log: silent });
    const asker: TestClient = await connectTestClient(`${app.url}/negotiate`, { method: 'POST' });
    await asker.sendEvent('ask', question);
    await asker.next({ data: { type: 'token', token: 'one ' } });
    await app.closeApp();
    await model.ended;
    expect(answers.size).to.equal(0);
  });

  it('serves a page that may load nothing but its own files', async () => {
    const { url } = await start();
    const page = await fetch(url);
    expect(await page.text()).to.include('<title>Assistant</title>');
    expect(page.headers.get('content-security-policy')).to.match(
      /default-src 'none'; script-src 'self'.*connect-src 'self' ws:/,
    );
    for (const path of ['/..%2fapp.ts', '/app.ts', '/__proto__'])
      expect((await fetch(url + path)).status).to.equal(404);
  });
});

function ignore(): void {
  // Nothing of it matters here.
}
