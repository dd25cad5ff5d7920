import { expect } from 'chai';
import { startStreaming, type Streaming } from '../../examples/streaming/app.js';
import { Assistant } from '../../examples/streaming/assistant.js';
import { answerTo, createModel, type Model } from '../../examples/streaming/model.js';
import { PausedModel } from '../../examples/streaming/support/paused-model.js';
import { keepPicture } from './artefact.js';
import { describeInBrowser } from './browser.js';
import { looks } from './looks.js';
import type { Page } from 'playwright-core';

// What the specs make happen on purpose.
const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };
const small = { viewport: { width: 320, height: 640 }, hasTouch: true, isMobile: true };

describeInBrowser('the streaming page', (open) => {
  let streaming: Streaming;
  const start = async (model: Model) =>
    (streaming = await startStreaming({ assistant: new Assistant(model), log: silent }));
  afterEach(() => streaming.close());

  it('shows an answer word by word, and says when that was all', async () => {
    const { url } = await start(createModel(() => Promise.resolve()));
    const page = await open(url, small);
    await ask(page, '<b>Why?</b>');
    await page.getByRole('status').filter({ hasText: 'That was all.' }).waitFor();
    expect(await answer(page).textContent()).to.equal(answerTo('<b>Why?</b>'));
    expect(await answer(page).getAttribute('aria-busy')).to.equal('false');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.equal(320);
  });

  it('stops, keeps what was said, and asks again with the keyboard alone', async () => {
    const model = new PausedModel(['one ', 'two ']);
    const { url } = await start(model.write);
    const page = await open(url);
    await ask(page, 'Why?');
    await answer(page).filter({ hasText: 'one two' }).waitFor();
    expect(await answer(page).getAttribute('aria-busy')).to.equal('true');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await model.ended;
    expect(await page.getByRole('status').textContent()).to.equal('Stopped.');
    expect(await answer(page).textContent()).to.equal('one two ');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Stop' }).waitFor();
    await answer(page).filter({ hasText: 'one two' }).waitFor();
  });

  it('ends the answer of a page that is closed', async () => {
    const model = new PausedModel(['one ']);
    const { url } = await start(model.write);
    const page = await open(url);
    await ask(page, 'Why?');
    await answer(page).filter({ hasText: 'one' }).waitFor();
    await page.close();
    await model.ended;
  });

  it('says that the connection was lost, and that there is no new one', async () => {
    const model = new PausedModel(['one ']);
    const { url } = await start(model.write);
    const page = await open(url, { expects: /ERR_CONNECTION_REFUSED/ });
    await ask(page, 'Why?');
    await answer(page).filter({ hasText: 'one' }).waitFor();
    await streaming.close();
    await page.getByRole('status').filter({ hasText: 'The connection was lost.' }).waitFor();
    await ask(page, 'Why?');
    await page.getByRole('status').filter({ hasText: 'The assistant cannot be reached.' }).waitFor();
  });

  it('says that the assistant failed', async () => {
    const { url } = await start(createModel(() => Promise.reject(new Error('The model is broken.'))));
    const page = await open(url);
    await ask(page, 'Why?');
    await page.getByRole('status').filter({ hasText: 'The assistant failed.' }).waitFor();
  });

  for (const { name, visit } of looks) {
    it(`looks as in streaming-${name}.png`, async () => {
      const { url } = await start(createModel(() => Promise.resolve()));
      const page = await open(url, visit);
      await ask(page, 'Why is the sky blue?');
      await page.getByRole('status').filter({ hasText: 'That was all.' }).waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.equal(visit.viewport.width);
      await keepPicture(page, `streaming-${name}`);
    });
  }
});

async function ask(page: Page, question: string): Promise<void> {
  await page.getByLabel('Your question').fill(question);
  await page.keyboard.press('Enter');
}

function answer(page: Page) {
  return page.getByRole('region', { name: 'Answer' });
}

function ignore(): void {
  // Nothing of it matters here.
}
