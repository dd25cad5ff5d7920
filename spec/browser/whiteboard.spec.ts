import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { connectTestClient } from '../../lib/testing/index.js';
import { startWhiteboard, type WhiteboardApp } from '../../examples/whiteboard/app.js';
import { keepPicture } from './artefact.js';
import { describeInBrowser } from './browser.js';
import { looks, phone } from './looks.js';

const isAway = /WebSocket connection to/;
const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/** Places on the paper, which is 1200 by 900 for everybody. */
const [left, right, high, low] = [300, 900, 250, 650] as const;

describeInBrowser('the whiteboard page', (open) => {
  let whiteboard: WhiteboardApp;
  beforeEach(async () => (whiteboard = await startWhiteboard({ log: silent })));
  // After the pages were closed: they would notice.
  afterEach(() => whiteboard.close());

  const enter = async (visit: Parameters<typeof open>[1] = {}): Promise<Page> => {
    const page = await open(whiteboard.url, visit);
    await isConnected(page);
    return page;
  };

  it('shows two people what the other one draws', async () => {
    const [ann, bob] = [await enter(), await enter(phone)];
    await draw(ann, [left, high], [right, high]);
    await hasInk(bob, 600, high);
    await draw(bob, [left, low], [right, low]);
    await hasInk(ann, 600, low);
    expect(await inkAt(ann, 600, 450)).to.equal('');
  });

  it('shows a line and its pen while it is drawn, in its colour and with a name', async () => {
    const [ann, bob] = [await enter(), await enter()];
    const name = await nameOf(ann);
    await ann.getByText('Red').click();
    await ann.mouse.move(...(await placeOf(ann, left, high)));
    await ann.mouse.down();
    await ann.mouse.move(...(await placeOf(ann, right, high)), { steps: 20 });
    await hasInk(bob, 600, high, 'moving');
    await bob.locator('.cursor span').filter({ hasText: name }).waitFor();
    expect(await inkAt(bob, 600, high, 'moving')).to.equal('217,45,32');
    expect(await inkAt(bob, 600, high)).to.equal('');
    await ann.mouse.up();
    await hasInk(bob, 600, high);
  });

  it('has the picture for who comes late, and says who is here', async () => {
    const ann = await enter();
    await draw(ann, [left, high], [right, high]);
    await ann.close();
    const [bob, carl] = [await enter(), await enter()];
    await hasInk(carl, 600, high);
    for (const page of [bob, carl]) await page.getByText('2 people are here').waitFor({ state: 'attached' });
    await carl.close();
    await bob.getByText('Only you are here').waitFor({ state: 'attached' });
  });

  it('takes back one’s own line, and nobody else’s', async () => {
    const [ann, bob] = [await enter(), await enter()];
    await draw(ann, [left, high], [right, high]);
    await draw(bob, [left, low], [right, low]);
    await hasInk(ann, 600, low);
    await ann.getByRole('button', { name: 'Undo' }).click();
    await hasNoInk(bob, 600, high);
    await ann.getByRole('button', { name: 'Undo', disabled: true }).waitFor();
    await bob.keyboard.press('Control+z');
    await hasNoInk(ann, 600, low);
  });

  it('is cleared for everybody, by who is sure', async () => {
    const [ann, bob] = [await enter(), await enter()];
    await draw(ann, [left, high], [right, high]);
    await hasInk(bob, 600, high);
    await bob.getByRole('button', { name: 'Clear…' }).click();
    await bob.getByRole('button', { name: 'Keep it' }).click();
    expect(await inkAt(ann, 600, high)).not.to.equal('');
    await bob.getByRole('button', { name: 'Clear…' }).click();
    await bob.getByRole('button', { name: 'Clear it' }).click();
    await ann.getByText(`${await nameOf(bob)} cleared the board.`).waitFor();
    await hasNoInk(ann, 600, high);
  });

  it('connects again after a cut, gets what it missed, and sends what it drew meanwhile', async () => {
    const [ann, bob] = [await enter({ expects: isAway }), await enter({ expects: isAway })];
    const { faults } = whiteboard.emulator;
    const closedDoor = faults.add({ at: 'handshake', fault: { status: 503 } });
    faults.add({ at: 'frameFromClient', userId: await userIdOf(ann), fault: 'cut', times: 1 });
    await draw(ann, [left, 450], [right, 450]);
    await ann.getByText('Reconnecting…').waitFor();
    await draw(bob, [left, high], [right, high]);
    await draw(ann, [left, low], [right, low]);
    expect(await inkAt(ann, 600, high)).to.equal('');
    closedDoor.remove();
    await isConnected(ann);
    await hasInk(ann, 600, high);
    for (const y of [450, low]) await hasInk(bob, 600, y);
  });

  it('takes from other pages a pen, and nothing else', async () => {
    const ann = await enter();
    await draw(ann, [left, high], [right, high]);
    await hasInk(ann, 600, high);
    const eve = await connectTestClient(`${whiteboard.url}/negotiate`, { method: 'POST' });
    const line = { type: 'drawing', id: 'e', colour: 'red', width: 8, points: [left, low, right, low] };
    const wrong = [
      { ...line, points: ['1', {}] },
      { ...line, width: 900 },
      { type: 'cursor', x: 'far' },
    ];
    const forged = [
      { type: 'cleared', revision: 9e15, by: 'Eve' },
      { type: 'people', people: [], at: 9e15 },
    ];
    for (const data of [...wrong, ...forged, { type: 'constructor' }, 'text', [], line])
      await eve.sendToGroup('board', data);
    await hasInk(ann, 600, low, 'moving');
    expect(await inkAt(ann, 600, high)).not.to.equal('');
    await ann.getByText('2 people are here').waitFor({ state: 'attached' });
    await eve.close();
  });

  it('knows its visitor when it is loaded anew', async () => {
    const ann = await enter();
    await draw(ann, [left, high], [right, high]);
    await ann.reload();
    await hasInk(ann, 600, high);
    await ann.getByRole('button', { name: 'Undo' }).click();
    await hasNoInk(ann, 600, high);
  });

  it('is drawn on by the keyboard alone', async () => {
    const [ann, bob] = [await enter(), await enter()];
    await ann.keyboard.press('Tab');
    await ann.keyboard.press('ArrowDown');
    expect(await ann.getByLabel('Red').isChecked()).to.equal(true);
    await ann.getByRole('application', { name: 'Board' }).press('Space');
    for (let steps = 0; steps < 5; steps += 1) await ann.keyboard.press('Shift+ArrowRight');
    await ann.keyboard.press('Space');
    await hasInk(bob, 750, 450);
    await ann.keyboard.press('Control+z');
    await hasNoInk(bob, 750, 450);
  });

  it('is drawn on with a finger', async () => {
    const [ann, bob] = [await enter(phone), await enter()];
    const touch = await ann.context().newCDPSession(ann);
    const [[x, y], [endX]] = [await placeOf(ann, left, high), await placeOf(ann, right, high)];
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
    for (let at = x; at < endX; at += 10)
      await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x: at, y }] });
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await hasInk(bob, 600, high);
  });

  it('moves no pen smoothly where motion is to be reduced', async () => {
    const [ann, bob] = [await enter(), await enter({ reducedMotion: 'reduce' })];
    await ann.mouse.move(...(await placeOf(ann, left, high)));
    const durations = bob.locator('.cursor').evaluate((pen) => getComputedStyle(pen).transitionDuration);
    expect(await durations).to.equal('0s');
  });

  for (const { name, visit } of looks) {
    it(`looks as in whiteboard-${name}.png`, async () => {
      const [ann, bob] = [await enter(visit), await enter()];
      await drawScene(bob);
      await draw(ann, [980, 700], [1100, 700]);
      await hasInk(ann, 600, 760);
      await bob.mouse.move(...(await placeOf(bob, 860, 430)));
      await ann.locator('.cursor span').waitFor();
      const width = await ann.evaluate(() => document.documentElement.scrollWidth);
      expect(width).to.equal(visit.viewport.width);
      await keepPicture(ann, `whiteboard-${name}`);
    });
  }
});

async function isConnected(page: Page): Promise<void> {
  await page.getByText('Connected', { exact: true }).waitFor();
  await page.locator('.person').first().waitFor();
}

/** Who the visitor is, as the token says that the page is given. */
async function userIdOf(page: Page): Promise<string> {
  const answer = await page.request.post(new URL('negotiate', page.url()).href);
  const { accessToken } = (await answer.json()) as { readonly accessToken: string };
  const [, claims = ''] = accessToken.split('.');
  return (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { readonly sub: string }).sub;
}

async function nameOf(page: Page): Promise<string> {
  const said = await page.locator('.person').filter({ hasText: '(you)' }).textContent();
  return said?.replace(' (you)', '') ?? '';
}

type Point = readonly [x: number, y: number];

/** Where a place on the paper is in the window. */
async function placeOf(page: Page, x: number, y: number): Promise<Point> {
  const [place] = await placesOf(page, [x, y]);
  return place!;
}

async function placesOf(page: Page, ...points: readonly Point[]): Promise<readonly Point[]> {
  const box = await page.locator('#moving').boundingBox();
  if (box === null) return expect.fail('the board is not there');
  return points.map(([x, y]) => [box.x + (x / 1200) * box.width, box.y + (y / 900) * box.height]);
}

/** Draws a line with the mouse, from point to point. */
async function draw(page: Page, ...points: readonly Point[]): Promise<void> {
  const [start, ...others] = await placesOf(page, ...points);
  await page.mouse.move(...start!);
  await page.mouse.down();
  for (const place of others) await page.mouse.move(...place);
  await page.mouse.up();
}

/** A hill, a house and a sun: something to look at. */
async function drawScene(page: Page): Promise<void> {
  const choose = (label: string) => page.getByText(label, { exact: true }).click();
  await choose('Broad');
  await choose('Green');
  await draw(page, [60, 820], [350, 740], [600, 760], [850, 800], [1140, 720]);
  await choose('Medium');
  await choose('Orange');
  await draw(page, ...arc(950, 200, 80, 0, 6.4));
  for (const angle of [0.5, 1.3, 2.1, 2.9, 3.7]) await draw(page, ...ray(950, 200, angle));
  await choose('Ink');
  // A point that is there twice is a corner, not a curve.
  await draw(page, [300, 740], [300, 480], [302, 480], [600, 480], [600, 482], [600, 740]);
  await choose('Red');
  await draw(page, [260, 490], [450, 320], [452, 320], [640, 490]);
  await choose('Fine');
  await choose('Blue');
  await draw(page, ...arc(450, 600, 55, 0, 6.4));
  await choose('Violet');
  await draw(page, ...arc(760, 330, 90, 3.2, 6.1));
}

function arc(x: number, y: number, radius: number, from: number, to: number): readonly Point[] {
  const angles = Array.from({ length: 20 }, (_, index) => from + ((to - from) * index) / 19);
  return angles.map((angle) => [x + radius * Math.cos(angle), y + radius * Math.sin(angle)]);
}

function ray(x: number, y: number, angle: number): readonly Point[] {
  return [115, 165].map((far) => [x + far * Math.cos(angle), y + far * Math.sin(angle)]);
}

/** The colour on a sheet at a place of the paper, as "r,g,b"; empty where nothing is drawn. */
async function inkAt(page: Page, x: number, y: number, sheet = 'lasting'): Promise<string> {
  return page.evaluate(readInk, { x, y, sheet });
}

async function hasInk(page: Page, x: number, y: number, sheet = 'lasting'): Promise<void> {
  await page.waitForFunction(readInk, { x, y, sheet });
}

async function hasNoInk(page: Page, x: number, y: number): Promise<void> {
  // Playwright waits for what is true.
  await page.waitForFunction(
    ({ x: left, y: top }) => {
      const canvas = document.querySelector<HTMLCanvasElement>('#lasting')!;
      const scale = canvas.width / 1200;
      return canvas.getContext('2d')!.getImageData(left * scale, top * scale, 1, 1).data[3] === 0;
    },
    { x, y },
  );
}

/** Runs in the page. */
function readInk({ x, y, sheet }: { readonly x: number; readonly y: number; readonly sheet: string }): string {
  const canvas = document.querySelector<HTMLCanvasElement>(`#${sheet}`)!;
  const scale = canvas.width / 1200;
  const [red, green, blue, alpha] = canvas.getContext('2d')!.getImageData(x * scale, y * scale, 1, 1).data;
  return alpha === 0 ? '' : `${String(red)},${String(green)},${String(blue)}`;
}

function ignore(): void {
  // Nothing of it matters here.
}
