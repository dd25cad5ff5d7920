import { expect } from 'chai';
import { startEmulator, type Emulator } from '../../lib/emulator/index.js';
import { accessToken } from '../support/access-token.js';
import { call } from '../support/rest-call.js';
import { WebSocketClient } from '../support/web-socket-client.js';
import { describeInBrowser } from './browser.js';

/** What would call `caught()`, or stand there as an element or an attribute, if it became markup. */
const attacks = [
  '<script>caught()</script>',
  '</script><script>caught()</script>',
  '<img src=x onerror=caught()>',
  '"><img src=x onerror=caught()>',
  "'><svg onload=caught()>",
  '<svg><script>caught()</script></svg>',
  '<iframe srcdoc="<script>parent.caught()</script>"></iframe>',
  '<a href="javascript:caught()">x</a>',
  'javascript:caught()',
  '" onclick="caught()" x="',
  "' onmouseover='caught()' x='",
  '" autofocus onfocus=caught() x="',
  '<style>*{display:none}</style>',
  '<base href="http://localhost:9/">',
  '<meta http-equiv=refresh content="0;url=javascript:caught()">',
  '--><script>caught()</script><!--',
  '?lit$123456789$',
  '<!--?lit$123456789$-->',
  '${caught()}',
  '</textarea></title></style><img src=x onerror=caught()>',
  '<details open ontoggle=caught()>x</details>',
  '&lt;img src=x onerror=caught()&gt;',
  '{"__proto__":{"x":1},"strings":["<img src=x onerror=caught()>"],"_$litType$":1}',
];

describeInBrowser('markup from somebody else, in the inspector', (open) => {
  let emulator: Emulator;
  let client: WebSocketClient | undefined;

  beforeEach(async () => {
    const log = { warn: () => {}, error: () => {} };
    emulator = await startEmulator({ port: 0, log, inspector: true, hubs: { chat: {} } });
  });
  afterEach(async () => {
    client?.socket.terminate();
    await emulator.close();
  });

  for (const attack of attacks) {
    it(`stays text: ${attack}`, async () => {
      emulator.setHub('chat', {
        eventHandlers: [{ handle: () => ({ status: 500, body: attack }), userEventPattern: '*' }],
      });
      const host = new URL(emulator.url).host;
      const token = accessToken({
        ...{ aud: `http://${host}/client/hubs/chat`, sub: attack },
        ...{ role: ['webpubsub.sendToGroup', 'webpubsub.joinLeaveGroup'], 'webpubsub.group': [attack] },
      });
      const page = await open(emulator.inspectorUrl ?? '');
      page.setDefaultTimeout(10_000);
      const elements = await page.evaluate(() => {
        Object.assign(globalThis, { wasCaught: false, caught: () => Object.assign(globalThis, { wasCaught: true }) });
        return document.querySelectorAll('script, iframe, img, base, meta, style, svg, a, details').length;
      });
      client = await WebSocketClient.open(`ws://${host}/client/hubs/chat?access_token=${token}`, [
        'json.webpubsub.azure.v1',
      ]);
      const frames = [
        { type: 'sendToGroup', group: attack, dataType: 'text', data: attack, metadata: { name: attack } },
        { type: 'sendToGroup', group: attack, dataType: 'json', data: { [attack]: attack } },
        { type: 'sendToGroup', group: attack, dataType: 'binary', data: Buffer.from(attack).toString('base64') },
        { type: 'event', event: 'fail', dataType: 'text', data: attack },
      ];
      for (const [index, frame] of frames.entries()) client.socket.send(JSON.stringify({ ...frame, ackId: index + 1 }));
      await call({ host }, 'GET', `/${encodeURIComponent(attack)}`);
      const rows = page.getByRole('rowgroup').getByRole('row');
      await rows.filter({ hasText: '→ event fail' }).filter({ hasText: 'app 500' }).waitFor();
      await rows.filter({ hasText: 'GET /' }).waitFor();
      const count = await rows.count();
      for (let index = 0; index < count; index += 1) await rows.nth(index).click();
      await rows.filter({ hasText: '→ sendToGroup' }).first().click();
      await page.getByRole('region', { name: 'Body, text' }).first().getByText(attack, { exact: true }).waitFor();
      await page.getByRole('navigation').getByRole('button').filter({ hasText: 'connected' }).click();
      await page.getByRole('navigation').getByRole('button', { name: attack }).last().click();
      await page.getByLabel('Reason').fill(attack);
      await page.getByRole('button', { name: 'Close the connection' }).click();
      await rows.last().waitFor();
      expect(
        await page.evaluate(() => [
          (globalThis as { wasCaught?: boolean }).wasCaught,
          document.querySelectorAll('script, iframe, img, base, meta, style, svg, a, details').length,
          document.querySelectorAll(
            '[onclick], [onerror], [onload], [onfocus], [onmouseover], [autofocus], [href^=javascript]',
          ).length,
        ]),
      ).to.deep.equal([false, elements, 0]);
    });
  }
});
