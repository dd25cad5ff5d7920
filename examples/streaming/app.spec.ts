import { expect } from 'chai';
import { startStreaming, type Streaming, type StreamingOptions } from './app.js';
import { Assistant } from './assistant.js';
import type { AnswerMessage } from './messages.js';
import { answerTo, createModel, type Model } from './model.js';
import { RunningAnswers } from './running-answers.js';
import { Asker } from './support/asker.js';
import { PausedModel } from './support/paused-model.js';

// What the specs make happen on purpose.
const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };
const data = { id: '1', question: 'Why?' };

describe('the streaming app', () => {
  let streaming: Streaming | undefined;
  const start = async (options: StreamingOptions) => (streaming = await startStreaming(options));
  afterEach(async () => {
    await streaming?.close();
    streaming = undefined;
  });

  it('sends a whole answer in order', async () => {
    const answers = new RunningAnswers();
    const { url } = await start({
      assistant: new Assistant(
        createModel(() => Promise.resolve()),
        answers,
      ),
    });
    const asker = await Asker.enter(url);
    asker.send('ask', data);
    const heard = await hearsAll(asker);
    expect(heard[0]).to.deep.equal({ type: 'started', id: '1' });
    expect(textOf(heard)).to.equal(answerTo('Why?'));
    await streaming?.close();
    expect(answers.size).to.equal(0);
  });

  it('stops for the one who says so, and answers the next question', async () => {
    const model = new PausedModel(['one ', 'two ']);
    const { url } = await start({ assistant: new Assistant(model.write) });
    const asker = await Asker.enter(url);
    asker.send('ask', data);
    for (const text of ['one ', 'two ']) await hearsToken(asker, text);
    asker.send('stop', { id: '1' });
    expect(await asker.hears()).to.deep.equal({ type: 'stopped', id: '1' });
    await model.ended;
    asker.send('ask', { ...data, id: '2' });
    await hearsToken(asker, 'one ');
  });

  it('stops for the one who closes the connection, and goes on for others', async () => {
    const answers = new RunningAnswers();
    const [forAnn, forBob] = [new PausedModel(['one ']), new PausedModel(['one '])];
    const model: Model = (question, signal) => (question === 'Ann?' ? forAnn : forBob).write(question, signal);
    const { url } = await start({ assistant: new Assistant(model, answers) });
    const [ann, bob] = [await Asker.enter(url), await Asker.enter(url)];
    ann.send('ask', { id: '1', question: 'Ann?' });
    bob.send('ask', { id: '1', question: 'Bob?' });
    for (const asker of [ann, bob]) await hearsToken(asker, 'one ');
    await ann.leave();
    await forAnn.ended;
    expect(answers.size).to.equal(1);
    await bob.leave();
    await forBob.ended;
    expect(answers.size).to.equal(0);
  });

  it('ends what is under way when the app closes', async () => {
    const answers = new RunningAnswers();
    const model = new PausedModel(['one ']);
    const app = await start({ assistant: new Assistant(model.write, answers), closeTimeout: 1, log: silent });
    const asker = await Asker.enter(app.url);
    asker.send('ask', data);
    await hearsToken(asker, 'one ');
    await app.closeApp();
    await model.ended;
    expect(answers.size).to.equal(0);
  });

  it('refuses what is no question', async () => {
    const { url } = await start({ log: silent });
    const asker = await Asker.enter(url);
    asker.send('ask', 'Why?');
    expect(await asker.isTaken()).to.equal(false);
  });

  it('serves a page that may load nothing but its own files', async () => {
    const { url } = await start({});
    const page = await fetch(url);
    expect(await page.text()).to.include('<title>Assistant</title>');
    expect(page.headers.get('content-security-policy')).to.match(
      /default-src 'none'; script-src 'self'.*connect-src 'self' ws:/,
    );
    for (const path of ['/..%2fapp.ts', '/app.ts', '/__proto__'])
      expect((await fetch(url + path)).status).to.equal(404);
  });
});

/** Reads until an answer has come to its end. */
async function hearsAll(asker: Asker): Promise<readonly AnswerMessage[]> {
  const heard: AnswerMessage[] = [];
  while (heard.at(-1)?.type !== 'finished') heard.push(await asker.hears());
  return heard;
}

/** Passes over what comes before the next token. */
async function hearsToken(asker: Asker, token: string): Promise<void> {
  const message = await asker.hears();
  if (message.type === 'started') return hearsToken(asker, token);
  expect(message).to.include({ type: 'token', token });
}

function textOf(messages: readonly AnswerMessage[]): string {
  return messages.map((message) => (message.type === 'token' ? message.token : '')).join('');
}

function ignore(): void {
  // Nothing of it matters here.
}
