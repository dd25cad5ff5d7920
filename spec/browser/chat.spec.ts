import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { LocalChat } from '../../examples/chat/support/local-chat.js';
import { keepPicture } from './artefact.js';
import { describeInBrowser } from './browser.js';
import { looks, phone } from './looks.js';

const isAway = /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|WebSocket connection to/;

describeInBrowser('the chat page', (open) => {
  let chat: LocalChat;
  beforeEach(async () => (chat = await LocalChat.start()));
  // After the pages were closed: they would notice.
  afterEach(() => chat.close());

  it('lets two people talk to each other', async () => {
    const [ann, bob] = [await open(chat.url), await open(chat.url)];
    await enter(ann, 'Ann');
    await enter(bob, '<b>Bob</b>');
    await says(ann, '<b>Bob</b> came in');
    await say(ann, 'Hello Bob');
    await says(bob, 'Hello Bob');
    await say(bob, 'Hello <i>Ann</i>');
    await says(ann, 'Hello <i>Ann</i>');
    expect(await ann.getByRole('complementary').getByRole('listitem').allTextContents()).to.deep.equal([
      'AAnn(you)',
      'BB<b>Bob</b>',
    ]);
  });

  it('shows who goes', async () => {
    const [ann, bob] = [await open(chat.url), await open(chat.url)];
    await enter(ann, 'Ann');
    await enter(bob, 'Bob');
    await says(ann, 'Bob came in');
    await bob.getByRole('button', { name: 'Sign out' }).click();
    await says(ann, 'Bob left the chat');
    await bob.getByRole('button', { name: 'Enter the chat' }).waitFor();
    expect(await ann.getByRole('heading', { name: 'Here now: 1' }).count()).to.equal(1);
  });

  it('joins a room, counts what is said elsewhere, and leaves', async () => {
    const [ann, bob] = [await open(chat.url), await open(chat.url)];
    await enter(ann, 'Ann');
    await enter(bob, 'Bob');
    for (const person of [ann, bob]) await person.getByRole('button', { name: 'Kitchen Join' }).click();
    await says(ann, 'Bob joined Kitchen');
    await ann.getByRole('button', { name: 'Everyone' }).click();
    await say(bob, 'Tea is ready');
    await ann.getByRole('button', { name: 'Kitchen 1 unread' }).click();
    await says(ann, 'Tea is ready');
    await ann.getByRole('button', { name: 'Leave room' }).click();
    await says(bob, 'Ann left Kitchen');
    await ann.getByRole('button', { name: 'Kitchen Join' }).waitFor();
  });

  it('tells a banned person why, and lets in who chooses another name', async () => {
    const page = await open(chat.url, { expects: /WebSocket connection to/ });
    await fillName(page, 'Mallory');
    await page.getByRole('alert').filter({ hasText: '“Mallory” is banned from this chat.' }).waitFor();
    await enter(page, 'Malcolm');
  });

  it('says what is wrong with a name', async () => {
    const page = await open(chat.url, { expects: /status of 400/ });
    const problem = page.getByRole('alert');
    await fillName(page, '   ');
    await problem.filter({ hasText: 'a name that others can see' }).waitFor();
    await fillName(page, 'x'.repeat(40));
    await problem.filter({ hasText: 'at most 32 characters' }).waitFor();
    await enter(page, '🎉');
  });

  it('goes on when the app is started anew in between', async () => {
    const [ann, bob] = [await open(chat.url), await open(chat.url)];
    await enter(ann, 'Ann');
    await enter(bob, 'Bob');
    await bob.getByRole('button', { name: 'Garden Join' }).click();
    await chat.stopApp();
    const missed = chat.appIsMissed();
    await ann.getByLabel('Message to Everyone').fill('Is the app there?');
    await ann.keyboard.press('Enter');
    await ann.getByText('Sending…').waitFor();
    await missed;
    await chat.startApp();
    await ann.getByText('Sending…').waitFor({ state: 'hidden' });
    await bob.getByRole('button', { name: 'Everyone 1 unread' }).click();
    await says(bob, 'Is the app there?');
    await bob.getByRole('button', { name: 'Garden' }).click();
    await say(bob, 'Still in the garden');
  });

  it('keeps the end in view while very much is said, and the place of who reads further up', async () => {
    const [ann, bob] = [await open(chat.url), await open(chat.url, phone)];
    await enter(ann, 'Ann');
    await enter(bob, 'Bob');
    await sayAll(ann, 300);
    await comesIntoView(bob, 'Message 299');
    await bob.getByRole('log').evaluate((log) => (log.scrollTop = 100));
    await say(ann, 'The newest');
    await bob.getByRole('button', { name: 'New messages' }).click();
    await comesIntoView(bob, 'The newest');
  });

  it('heals a lost connection: takes its rooms again and sends what waited', async () => {
    const [ann, bob] = [await open(chat.url, { expects: isAway }), await open(chat.url, { expects: isAway })];
    await enter(ann, 'Ann');
    await enter(bob, 'Bob');
    for (const person of [ann, bob]) await person.getByRole('button', { name: 'Workshop Join' }).click();
    await says(ann, 'Bob joined Workshop');
    await chat.stopService();
    await ann.getByText('The connection is lost.').waitFor();
    await ann.getByLabel('Message to Workshop').fill('Written in the dark');
    await ann.keyboard.press('Enter');
    await ann.getByText('Waiting for the connection').waitFor();
    await chat.startService();
    await isConnected(bob);
    await isConnected(ann);
    await ann.getByText('Waiting for the connection').waitFor({ state: 'hidden' });
    await says(ann, 'You were away for');
    await say(ann, 'And there was light');
    await says(bob, 'And there was light');
  });

  it('remembers the visit when the page is loaded anew', async () => {
    const ann = await open(chat.url);
    await enter(ann, 'Ann');
    await ann.getByRole('button', { name: 'Kitchen Join' }).click();
    await ann.getByLabel('Message to Kitchen').fill('Half a thought');
    await ann.reload();
    await isConnected(ann);
    expect(await ann.getByLabel('Message to Kitchen').inputValue()).to.equal('Half a thought');
  });

  it('is used by the keyboard alone', async () => {
    const page = await open(chat.url);
    await page.keyboard.type('Ann');
    await page.keyboard.press('Enter');
    await isConnected(page);
    await page.keyboard.type('No mouse');
    await page.keyboard.press('Enter');
    await says(page, 'No mouse');
    await page.getByRole('button', { name: 'Garden Join' }).press('Enter');
    await page.getByRole('heading', { name: 'Garden' }).waitFor();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`fits a phone, ${colorScheme}`, async () => {
      const page = await open(chat.url, { ...phone, colorScheme });
      await enter(page, 'A name as long as names may ever');
      await page.getByLabel('Message to Everyone').fill('x'.repeat(400));
      await page.getByRole('button', { name: 'Send' }).click();
      await says(page, 'x'.repeat(400));
      expect(await overflowing(page)).to.deep.equal([]);
      await page.getByRole('button', { name: '1 here' }).click();
      await page.getByRole('complementary').getByText('(you)').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('complementary').waitFor({ state: 'hidden' });
    });
  }

  for (const { name, visit } of looks) {
    it(`looks as in chat-${name}.png`, async () => {
      const [ann, bob, eve] = [await open(chat.url, visit), await open(chat.url), await open(chat.url)];
      await enter(ann, 'Ann');
      await enter(bob, 'Bob');
      await enter(eve, 'Eve Lovelace');
      for (const person of [bob, eve]) await person.getByRole('button', { name: 'Kitchen Join' }).click();
      await says(bob, 'Eve Lovelace joined Kitchen');
      await say(bob, 'Tea is ready');
      for (const person of [bob, eve]) await person.getByRole('button', { name: 'Everyone' }).click();
      await say(bob, 'Who has seen the new whiteboard?');
      await says(ann, 'Who has seen the new whiteboard?');
      await say(ann, 'I have. It is in the hall, next to the plant that nobody waters.');
      await say(eve, '🎉');
      await says(ann, '🎉');
      expect(await overflowing(ann)).to.deep.equal([]);
      await keepPicture(ann, `chat-${name}`);
    });
  }
});

async function fillName(page: Page, name: string): Promise<void> {
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('button', { name: 'Enter the chat' }).click();
}

async function enter(page: Page, name: string): Promise<void> {
  await fillName(page, name);
  await isConnected(page);
}

async function isConnected(page: Page): Promise<void> {
  await page
    .getByRole('status')
    .filter({ hasText: /^Connected$/ })
    .waitFor();
}

/** Says something in the open room and waits until the app has it. */
async function say(page: Page, text: string): Promise<void> {
  await page.getByLabel(/^Message to /).fill(text);
  await page.keyboard.press('Enter');
  await page.locator('[data-delivery=sent]').filter({ hasText: text }).waitFor();
}

/** Says very much at once, by hands that no person has. */
async function sayAll(page: Page, count: number): Promise<void> {
  await page.evaluate(async (many) => {
    const { url = '' } = (await (await fetch('login?userid=Flood')).json()) as { url?: string };
    const socket = new WebSocket(url, 'json.webpubsub.azure.v1');
    await new Promise((resolve) => (socket.onopen = resolve));
    for (let sent = 0; sent < many; sent += 1) {
      const data = { id: `flood-${sent}`, room: 'Everyone', text: `Message ${sent}` };
      socket.send(JSON.stringify({ type: 'event', event: 'message', dataType: 'json', data }));
    }
  }, count);
}

/** Waits until a text can be seen whole. */
async function comesIntoView(page: Page, text: string): Promise<void> {
  await page.getByText(text).evaluate((bubble) => {
    return new Promise<void>((resolve) => {
      new IntersectionObserver(([seen]) => seen?.isIntersecting && resolve(), { threshold: 1 }).observe(bubble);
    });
  });
}

/** Waits until the open room's log says something. */
async function says(page: Page, text: string): Promise<void> {
  await page.getByRole('log').getByText(text).waitFor();
}

/** What reaches beyond the sides of the window, apart from the rooms, which scroll. */
async function overflowing(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const visible = [...document.querySelectorAll('#chat *:not(.rooms *)')].filter((one) => one.checkVisibility());
    const sides = visible.map((one) => [one, one.getBoundingClientRect()] as const);
    const outside = sides.filter(
      ([one, { left, right, width }]) => width > 1 && !one.matches('.skip') && (left < 0 || right > innerWidth),
    );
    return outside.map(([one]) => one.outerHTML.slice(0, 80));
  });
}
