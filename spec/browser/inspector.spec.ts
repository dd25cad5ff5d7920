import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { Locator, Page } from 'playwright-core';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../lib/emulator/index.js';
import { accessToken } from '../support/access-token.js';
import { RecordingApp, type AnswerEvent } from '../support/recording-app.js';
import { call } from '../support/rest-call.js';
import { WebSocketClient } from '../support/web-socket-client.js';
import { keepPicture } from './artefact.js';
import { describeInBrowser } from './browser.js';
import { looks } from './looks.js';

const json = { 'content-type': 'application/json' };
const send = '/api/hubs/chat/:send?api-version=2024-01-01';

describeInBrowser('the inspector', (open) => {
  let emulator: Emulator;
  let app: RecordingApp;
  let clients: WebSocketClient[] = [];

  /** The app lets everybody into the lobby, and tells everybody what somebody says before it answers. */
  const answer: AnswerEvent = async ({ event }) => {
    if (event === 'connect')
      return { headers: json, body: '{"groups":["lobby"],"roles":["webpubsub.sendToGroup.lobby"]}' };
    if (event === 'fail') return { status: 404 };
    if (event !== 'say') return {};
    await call({ host: hostOf() }, 'POST', send, { body: '{"said":"hello"}', type: 'application/json' });
    return { headers: json, body: '{"welcome":true}' };
  };
  const hostOf = (): string => new URL(emulator.url).host;
  const start = async (options: EmulatorOptions = {}): Promise<void> => {
    const hubs = { chat: { eventHandlers: [app.handler] } };
    const log = { warn: () => {}, error: () => {} };
    emulator = await startEmulator({ port: 0, hubs, log, inspector: true, ...options });
  };
  const connect = async (userId: string, subprotocol = 'json.webpubsub.azure.v1'): Promise<WebSocketClient> => {
    const path = `${hostOf()}/client/hubs/chat`;
    const token = accessToken({ aud: `http://${path}`, sub: userId });
    const client = await WebSocketClient.open(`ws://${path}?access_token=${token}`, [subprotocol]);
    clients.push(client);
    await client.next();
    return client;
  };
  const inspect = async (visit = {}): Promise<Page> => {
    const page = await open(emulator.inspectorUrl ?? '', visit);
    // Less than a spec has, so that it is told what was not there.
    page.setDefaultTimeout(15_000);
    return page;
  };

  beforeEach(async () => {
    app = await RecordingApp.start(answer);
    await start();
  });
  // After the pages were closed: they would notice.
  afterEach(async () => {
    for (const client of clients) client.socket.terminate();
    clients = [];
    await emulator.close();
    await app.close();
  });

  it('ties a frame to its event, the answer, what the app sent meanwhile and its deliveries', async () => {
    const page = await inspect();
    const ann = await connect('ann');
    ann.socket.send('{"type":"event","event":"say","dataType":"json","data":{"text":"hi"},"ackId":1}');
    await row(page, '→ event say').filter({ hasText: 'app 200 · 1 call' }).click();
    const steps = page.getByRole('list', { name: 'What came of it' }).getByRole('listitem');
    await steps.filter({ hasText: 'answered 200' }).waitFor();
    expect(await steps.locator('strong').allTextContents()).to.deep.equal([
      ...['→ event say', 'event handler', 'validation', 'event say'],
      ...['sendToAll', '← message', 'answered 202'],
      ...['answered 200', '← message', '← ack'],
    ]);
    expect(await steps.first().getByRole('region', { name: 'Body, json' }).textContent()).to.equal(
      '{\n  "text": "hi"\n}',
    );
    expect(await steps.filter({ hasText: 'eventHandlers[0] takes it' }).count()).to.equal(1);
    expect(await page.getByText('Meanwhile the app called').count()).to.equal(1);
    await steps.first().getByRole('button', { name: 'ann' }).click();
    await page.getByRole('tab', { name: 'Connection', selected: true }).waitFor();
  });

  it('shows what happened before it was opened, and hubs, connections, groups and permissions', async () => {
    await connect('ann');
    const page = await inspect();
    await row(page, 'client connects').filter({ hasText: 'connected' }).waitFor();
    await page.getByRole('button', { name: /^lobby 1$/ }).waitFor();
    await page.getByRole('button', { name: /^ann / }).click();
    const facts = page.getByRole('tabpanel', { name: 'Connection' });
    await facts.getByText('sendToGroup').waitFor();
    expect(await facts.locator('dl > div').allInnerTexts()).to.include('sendToGroup\nlobby');
  });

  it('says why a client was refused, and marks what failed', async () => {
    const page = await inspect();
    const ann = await connect('ann');
    await WebSocketClient.refused(`ws://${hostOf()}/client/hubs/chat`);
    ann.socket.send('{"type":"sendToGroup","group":"other","dataType":"text","data":"x","ackId":1}');
    await page.getByLabel('Filter').fill('is:failed');
    await expectRows(page, 2);
    await row(page, '→ sendToGroup').getByLabel('failed').waitFor();
    await row(page, 'client connects').click();
    await page.getByText('There is no access token, and the hub does not allow anonymous clients.').last().waitFor();
  });

  it('filters by hub, user, kind and text, and shows everything again after Escape', async () => {
    const page = await inspect();
    await connect('ann');
    const bob = await connect('bob');
    bob.socket.send('{"type":"sendToGroup","group":"lobby","dataType":"text","data":"needle","ackId":1}');
    await row(page, '→ sendToGroup').waitFor();
    for (const [filter, count] of [
      ['user:bob kind:frame needle', 1],
      ['hub:nowhere', 0],
    ] as const) {
      await page.getByLabel('Filter').fill(filter);
      await expectRows(page, count);
    }
    await page.getByText('No row fits the filter.').waitFor();
    await page.getByLabel('Filter').press('Escape');
    await row(page, '→ sendToGroup').waitFor();
  });

  it('pauses, counts what waits, and goes on', async () => {
    const page = await inspect();
    const ann = await connect('ann');
    await row(page, 'client connects').waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    ann.socket.send('{"type":"sendToGroup","group":"lobby","dataType":"text","data":"later","ackId":1}');
    await page.getByRole('button', { name: /Resume \d+/ }).waitFor();
    await page.getByRole('status').filter({ hasText: 'Paused: new entries wait.' }).waitFor();
    expect(await row(page, '→ sendToGroup').count()).to.equal(0);
    await page.getByRole('button', { name: /Resume/ }).click();
    await row(page, '→ sendToGroup').waitFor();
    await page.getByRole('button', { name: 'Clear' }).click();
    await expectRows(page, 0);
  });

  it('sends as the server', async () => {
    const ann = await connect('ann');
    const page = await inspect({ expects: /409/ });
    await page.getByRole('button', { name: /^ann / }).click();
    await page.getByRole('button', { name: 'Send to it…' }).click();
    await page.getByLabel('Type').selectOption('json');
    await page.getByLabel('Message').fill('{');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('The message is no JSON.').waitFor();
    await page.getByLabel('Message').fill('{"from":"page"}');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    expect(await ann.nextJson()).to.deep.include({ from: 'server', data: { from: 'page' } });
    await row(page, 'Sent as the server to connection').filter({ hasText: '1 delivery' }).waitFor();
  });

  it('sends an event once more', async () => {
    const ann = await connect('ann');
    const page = await inspect();
    ann.socket.send('{"type":"event","event":"fail","dataType":"text","data":"again","ackId":1}');
    await row(page, '→ event fail').click();
    await page.getByRole('button', { name: 'Replay this event' }).click();
    await row(page, 'replay').filter({ hasText: 'app 404' }).waitFor();
    expect(app.requests.filter(({ event }) => event === 'fail').map(({ body }) => body)).to.deep.equal([
      'again',
      'again',
    ]);
  });

  it('closes a connection with a reason, and cuts one', async () => {
    const [ann, bob] = [await connect('ann'), await connect('bob')];
    const page = await inspect();
    await page.getByRole('button', { name: /^ann / }).click();
    await page.getByLabel('Reason').fill('enough');
    await page.getByRole('button', { name: 'Close the connection' }).click();
    expect(await ann.nextJson()).to.include({ message: 'Application server closed the connection. Reason: enough' });
    expect((await ann.closed).code).to.equal(1000);
    await page.getByText('This connection has ended.').waitFor();
    await page.getByRole('button', { name: /^bob / }).click();
    await page.getByRole('button', { name: 'Cut its WebSocket' }).click();
    expect((await bob.closed).code).to.equal(1006);
  });

  it('loses frames of a connection, until that is ended', async () => {
    const ann = await connect('ann');
    const page = await inspect();
    await page.getByRole('button', { name: /^ann / }).click();
    await page.getByLabel('What happens').selectOption('are lost');
    await page.getByRole('button', { name: 'Let it go wrong' }).click();
    await page.getByText('Frames to the client are lost.').first().waitFor();
    await call({ host: hostOf() }, 'POST', send, { body: 'lost', type: 'text/plain' });
    await page.getByRole('list', { name: 'Faults of this connection' }).getByText('1 time').waitFor();
    await page.getByRole('button', { name: 'End its faults' }).click();
    await row(page, 'heal').waitFor();
    await call({ host: hostOf() }, 'POST', send, { body: 'found', type: 'text/plain' });
    expect(await ann.nextJson()).to.include({ data: 'found' });
  });

  it('has a test client, whose frames are in the timeline', async () => {
    const page = await inspect();
    await page.getByRole('tab', { name: 'Test client' }).click();
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>('form input')?.value === 'chat');
    await page.getByLabel('User').fill('tess');
    await page.getByLabel('Subprotocol').selectOption('JSON, reliable');
    await page.getByRole('button', { name: 'Connect' }).click();
    await page.getByLabel('Event', { exact: true }).fill('say');
    await page.getByLabel('Data').fill('hello');
    await page.getByRole('button', { name: 'Send event' }).click();
    const received = page.getByRole('list', { name: 'Received' });
    await received.getByText('{"welcome":true}').waitFor();
    await received.getByText('"reconnectionToken":"(hidden)"').waitFor();
    await row(page, '→ event say').filter({ hasText: 'tess' }).waitFor();
    await page.getByLabel('Group', { exact: true }).fill('lobby');
    for (const name of ['Send the data to it', 'Leave', 'Join']) await page.getByRole('button', { name }).click();
    await received.getByText('"group":"lobby"').waitFor();
    await row(page, '→ joinGroup').filter({ hasText: 'Forbidden' }).waitFor();
    await page.getByRole('button', { name: 'Disconnect' }).click();
    await page.getByText('The test client was disconnected: 1000.').waitFor();
  });

  it('lists the bytes that its test client is sent', async () => {
    const page = await inspect();
    await page.getByRole('tab', { name: 'Test client' }).click();
    await page.getByLabel('Hub', { exact: true }).fill('chat');
    await page.getByLabel('Subprotocol').selectOption('none: a simple client');
    await page.getByRole('button', { name: 'Connect' }).click();
    await page.getByRole('button', { name: 'Disconnect' }).waitFor();
    await call({ host: hostOf() }, 'POST', send, { body: 'h\0i', type: 'application/octet-stream' });
    await page.getByRole('list', { name: 'Received' }).getByText('68 00 69').waitFor();
  });

  it('shows the rows of one hub, one group and one user alone', async () => {
    emulator.setHub('chat2', {});
    const page = await inspect();
    const ann = await connect('ann');
    ann.socket.send('{"type":"sendToGroup","group":"lobby","dataType":"text","data":"x","ackId":1}');
    ann.socket.send('{"type":"joinGroup","group":"lobby \\"2\\" \\\\","ackId":2}');
    await call({ host: hostOf() }, 'POST', send.replace('chat', 'chat2'), { body: 'x', type: 'text/plain' });
    await row(page, 'sendToAll').waitFor();
    await page.getByRole('button', { name: 'chat', exact: true }).click();
    await row(page, 'sendToAll').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^lobby 1$/ }).click();
    await row(page, '→ joinGroup').waitFor({ state: 'detached' });
    await row(page, '→ sendToGroup').waitFor();
  });

  it('shows what is not seen, and what would turn the page around', async () => {
    const page = await inspect();
    const ann = await connect('an\u202en');
    ann.socket.send(
      JSON.stringify({ type: 'sendToGroup', group: 'x\0\u001b[1m', dataType: 'text', data: 'a\0b\u2067', ackId: 1 }),
    );
    await row(page, '→ sendToGroup').filter({ hasText: 'an[U+202E]n' }).filter({ hasText: 'x␀␛[1m' }).click();
    await page.getByRole('region', { name: 'Body, text' }).getByText('a␀b[U+2067]').waitFor();
    expect(await page.locator('body').innerText()).to.not.match(/[\0\u001b\u202e\u2067]/);
  });

  it('says that the app does not let its test client in', async () => {
    emulator.setHub('closed', { eventHandlers: [{ handle: () => ({ status: 401 }), systemEvents: ['connect'] }] });
    const page = await inspect({ expects: /WebSocket connection to/ });
    await page.getByRole('tab', { name: 'Test client' }).click();
    await page.getByLabel('Hub', { exact: true }).fill('closed');
    await page.getByRole('button', { name: 'Connect' }).click();
    await page.getByText('It was not let in: the timeline says why.').waitFor();
    await row(page, 'client connects').filter({ hasText: 'refused 401' }).waitFor();
  });

  it('is used by the keyboard alone', async () => {
    const page = await inspect();
    for (const userId of ['ann', 'bob', 'cleo']) await connect(userId);
    await row(page, 'cleo').waitFor();
    await page.keyboard.press('Home');
    await selects(page, 'ann');
    await page.keyboard.press('j');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('k');
    await selects(page, 'bob');
    const grid = page.getByRole('grid', { name: 'Timeline' });
    expect(await grid.getAttribute('aria-activedescendant')).to.match(/^row-\d+$/);
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Resume' }).waitFor();
    await page.keyboard.press('Space');
    await page.keyboard.press('/');
    await page.keyboard.type('user:cleo j k');
    expect(await page.getByLabel('Filter').inputValue()).to.equal('user:cleo j k');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expectFocus(grid);
    await page.getByRole('tab', { name: 'Details' }).focus();
    await page.keyboard.press('ArrowRight');
    await expectFocus(page.getByRole('tab', { name: 'Connection' }));
    for (const [key, name] of [
      ['End', 'Test client'],
      ['ArrowRight', 'Details'],
      ['ArrowLeft', 'Test client'],
      ['Home', 'Details'],
    ] as const) {
      await page.keyboard.press(key);
      await expectFocus(page.getByRole('tab', { name, selected: true }));
    }
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.getByRole('row', { selected: true }).waitFor({ state: 'detached' });
  });

  it('leaves characters alone while the focus is not in the timeline', async () => {
    const page = await inspect();
    await connect('ann');
    const connects = row(page, 'client connects');
    await connects.waitFor();
    for (const key of ['j', '/', 'k', 'Space']) await page.keyboard.press(key);
    await page.getByRole('tab', { name: 'Details' }).focus();
    for (const key of ['j', '/', 'k']) await page.keyboard.press(key);
    await expectFocus(page.getByRole('tab', { name: 'Details' }));
    expect(await page.getByRole('row', { selected: true }).count()).to.equal(0);
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await connects.click();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Resume' }).waitFor();
  });

  it('says of every connection whether it is there', async () => {
    const page = await inspect();
    const ann = await connect('ann', 'json.reliable.webpubsub.azure.v1');
    await page.getByRole('button', { name: /^ann .* connected, json/ }).waitFor();
    ann.socket.terminate();
    await page.getByRole('button', { name: /^ann .* away/ }).waitFor();
  });

  it('has names and roles for those who hear it', async () => {
    await connect('ann');
    const page = await inspect();
    await row(page, 'client connects').click();
    for (const role of ['banner', 'main', 'navigation', 'complementary', 'tablist', 'grid'] as const) {
      expect(await page.getByRole(role).count(), role).to.equal(1);
    }
    expect(await page.getByRole('columnheader').count()).to.be.greaterThan(5);
    expect(await page.getByRole('tab', { selected: true }).textContent()).to.include('Details');
    expect(await nameless(page)).to.deep.equal([]);
    for (const tab of ['Connection', 'Send', 'Test client']) {
      await page.getByRole('tab', { name: tab }).click();
      expect(await nameless(page)).to.deep.equal([]);
    }
  });

  it('keeps the token out of its address, and this tab alone has it', async () => {
    const page = await inspect();
    await page.getByText('Live').waitFor();
    expect(page.url()).to.equal(`${emulator.url}/inspector/`);
    await page.reload();
    await page.getByText('Live').waitFor();
    const other = await open(`${emulator.url}/inspector/`, { expects: /403/ });
    await other.getByRole('alert').filter({ hasText: 'open the URL that the emulator printed' }).waitFor();
  });

  it('goes on when the emulator is back, which has another token', async () => {
    const page = await inspect({ expects: /ERR_|403/ });
    await page.getByText('Live').waitFor();
    const { port } = new URL(emulator.url);
    await emulator.close();
    await page.getByRole('alert').filter({ hasText: 'The emulator cannot be reached.' }).waitFor();
    await start({ port: Number(port) });
    await page.getByRole('alert').filter({ hasText: 'The token is not that of this run' }).waitFor();
  });

  it('begins anew with the URL of another run, pasted into a tab that is open', async () => {
    const page = await inspect({ expects: /ERR_|403/ });
    await page.getByText('Live').waitFor();
    const { port } = new URL(emulator.url);
    await emulator.close();
    await start({ port: Number(port) });
    await page.getByRole('alert').filter({ hasText: 'The token is not that of this run' }).waitFor();
    await page.evaluate((url) => void (location.href = url), emulator.inspectorUrl ?? '');
    await page.getByText('Live').waitFor();
    expect(page.url()).to.equal(`${emulator.url}/inspector/`);
  });

  it('says that too many pages are open, and goes on when there is room', async () => {
    const url = new URL(emulator.inspectorUrl ?? '');
    const headers = { authorization: `Bearer ${url.hash.slice(1)}`, origin: url.origin };
    const ends = Array.from({ length: 20 }, () => new AbortController());
    for (const { signal } of ends) {
      const stream = await fetch(new URL('api/stream', url), { method: 'POST', headers, body: '{}', signal });
      expect(stream.status).to.equal(200);
    }
    const page = await inspect({ expects: /429/ });
    await page.getByRole('alert').filter({ hasText: 'Too many pages of the inspector are open' }).waitFor();
    ends[0]?.abort();
    await page.getByText('Live').waitFor();
    for (const end of ends) end.abort();
  });

  it('gives nothing to a page of another origin, not even its picture', async () => {
    const token = new URL(emulator.inspectorUrl ?? '').hash.slice(1);
    const server = createServer((_, response) =>
      response.setHeader('content-type', 'text/html').end('<!doctype html>'),
    );
    await once(server.listen(0), 'listening');
    const evil = await open(`http://localhost:${(server.address() as AddressInfo).port}/`, { expects: /./ });
    const stolen = await evil.evaluate(
      async ([url, bearer]) => {
        const ask = async (init: RequestInit) => {
          try {
            return (await fetch(`${url}/inspector/api/state`, { method: 'POST', body: '{}', ...init })).status;
          } catch {
            return 'nothing';
          }
        };
        const frame = document.body.appendChild(document.createElement('iframe'));
        frame.src = `${url}/inspector/#${bearer}`;
        await new Promise((resolve) => (frame.onload = resolve));
        return [await ask({}), await ask({ headers: { authorization: `Bearer ${bearer}` } }), frame.contentDocument];
      },
      [emulator.url, token] as const,
    );
    expect(stolen).to.deep.equal(['nothing', 'nothing', null]);
    server.closeAllConnections();
    server.close();
  });

  it('stays small and in reach with more than 10,000 events', async () => {
    await emulator.close();
    await start({ hubs: { chat: { eventHandlers: [{ handle: () => ({ status: 204 }), userEventPattern: '*' }] } } });
    const page = await inspect();
    const ann = await connect('ann');
    await row(page, 'client connects').waitFor();
    for (let sent = 1; sent <= 10_500; sent += 1) {
      ann.socket.send(`{"type":"event","event":"e${sent}","dataType":"text","data":"number ${sent}","ackId":${sent}}`);
    }
    await row(page, 'number 10500').filter({ hasText: 'app 204' }).waitFor();
    await page.getByText('10,000 rows').waitFor();
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).to.equal('10001');
    expect(await rows(page).count()).to.be.lessThan(80);
    expect(await page.locator('*').count()).to.be.lessThan(1500);
    await page.getByLabel('Filter').fill('"event e777 "');
    await expectRows(page, 1);
    await page.getByLabel('Filter').press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Home');
    await page.keyboard.press('j');
    await selects(page, 'number 502');
    await page.getByRole('button', { name: 'Newest' }).click();
    await row(page, 'number 10500').waitFor();
    await call({ host: hostOf() }, 'POST', send, { body: 'last', type: 'text/plain' });
    await row(page, 'sendToAll').waitFor();
  });

  it('keeps the place of who reads further up', async () => {
    const page = await inspect({ viewport: { width: 1280, height: 500 } });
    for (let each = 0; each < 30; each += 1) await call({ host: hostOf() }, 'GET', `/api/nothing${each}`);
    await row(page, '/api/nothing29').waitFor();
    await page.locator('.rows').evaluate((list) => (list.scrollTop = 90));
    await page.getByRole('button', { name: 'Newest' }).waitFor();
    await call({ host: hostOf() }, 'GET', '/api/later');
    await page.getByText('31 rows').waitFor();
    expect(await page.locator('.rows').evaluate((list) => list.scrollTop)).to.equal(90);
  });

  // The second is a screen of 1280 × 800 at 200 %, WCAG 1.4.4 and 1.4.10.
  for (const viewport of [
    { width: 320, height: 568 },
    { width: 640, height: 400 },
  ]) {
    it(`cuts nothing and traps nothing at ${viewport.width} pixels`, async () => {
      const page = await inspect({ viewport });
      const ann = await connect('ann-with-a-name-that-is-rather-long@example.com');
      ann.socket.send('{"type":"event","event":"say","dataType":"json","data":{"text":"Hello"},"ackId":1}');
      await row(page, '→ event say').filter({ hasText: '200' }).click();
      await page.getByText('Replay this event').waitFor();
      expect(await outOfReach(page)).to.deep.equal([]);
      expect((await page.getByRole('heading', { level: 1 }).boundingBox())?.height).to.be.lessThan(50);
      await page.getByRole('button', { name: 'Hubs' }).click();
      await page.getByRole('navigation').getByRole('button', { name: /^ann/ }).click();
      for (const tab of ['Connection', 'Send', 'Test client', 'Details']) {
        await page.getByRole('tab', { name: tab }).click();
        expect(await outOfReach(page), tab).to.deep.equal([]);
      }
    });
  }

  for (const { name, visit } of looks) {
    it(`looks as in inspector-${name}.png`, async () => {
      const page = await inspect(visit);
      const [ann, bob] = [await connect('ann'), await connect('bob', 'json.reliable.webpubsub.azure.v1')];
      bob.socket.send('{"type":"sendToGroup","group":"lobby","dataType":"text","data":"Hello lobby","ackId":1}');
      bob.socket.send('{"type":"sendToGroup","group":"kitchen","dataType":"text","data":"May I?","ackId":2}');
      await row(page, 'Forbidden').waitFor();
      ann.socket.send('{"type":"event","event":"say","dataType":"json","data":{"text":"Hello"},"ackId":1}');
      await row(page, '→ event say').filter({ hasText: '200' }).click();
      await page.getByText('Replay this event').waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.equal(visit.viewport.width);
      await page.getByText('2 connections').waitFor({ state: 'attached' });
      await keepPicture(page, `inspector-${name}`);
      await page.getByRole('tab', { name: 'Test client' }).click();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.equal(visit.viewport.width);
    });
  }
});

function rows(page: Page): Locator {
  return page.getByRole('rowgroup').getByRole('row');
}

function row(page: Page, text: string): Locator {
  return rows(page).filter({ hasText: text }).last();
}

async function selects(page: Page, text: string): Promise<void> {
  await page.getByRole('row', { selected: true }).filter({ hasText: text }).waitFor();
}

async function expectRows(page: Page, count: number): Promise<void> {
  await page.waitForFunction((wanted) => document.querySelectorAll('.rows [role=row]').length === wanted, count);
}

async function expectFocus(locator: Locator): Promise<void> {
  expect(await locator.evaluate((element) => element === document.activeElement)).to.equal(true);
}

/** What can be used and says nothing of itself. */
async function nameless(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const used = [...document.querySelectorAll<HTMLElement>('button, input, select, textarea, [role]')];
    const labelled = (one: HTMLElement): boolean =>
      one.ariaLabel !== null ||
      one.hasAttribute('aria-labelledby') ||
      one.closest('label') !== null ||
      one.textContent.trim() !== '' ||
      ['status', 'presentation', 'rowgroup', 'gridcell', 'alert'].includes(one.role ?? '');
    return used.filter((one) => !labelled(one)).map((one) => one.outerHTML.slice(0, 80));
  });
}

/** What nobody can bring into view: it is wider than the page, is cut without dots, or has no height left. */
async function outOfReach(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const all = [...document.querySelectorAll<HTMLElement>('#app *')].filter((one) => one.checkVisibility());
    const isOut = (one: HTMLElement): boolean => {
      const { overflowX, textOverflow, clipPath } = getComputedStyle(one);
      if (clipPath !== 'none') return false;
      const { left, right, bottom } = one.getBoundingClientRect();
      const isWide = left < 0 || right > innerWidth + 0.5;
      const isCut = one.scrollWidth > one.clientWidth + 1 && overflowX === 'hidden' && textOverflow !== 'ellipsis';
      // The page itself may be scrolled down, but not up.
      return isWide || isCut || bottom + scrollY < 0;
    };
    const lists = ['.rows', '.panel-body'].map((name) => document.querySelector<HTMLElement>(name));
    const low = lists.filter((list) => (list?.clientHeight ?? 0) < 90);
    return [...all.filter(isOut), ...low].map((one) => (one?.outerHTML ?? '').replace(/<!--.*?-->/g, '').slice(0, 90));
  });
}
