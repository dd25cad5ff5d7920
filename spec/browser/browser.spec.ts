import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { describeInBrowser } from './browser.js';

const page = `<!doctype html><title>counter</title>
<button onclick="localStorage.count = Number(localStorage.count ?? 0) + 1; this.textContent = localStorage.count">0</button>`;

describeInBrowser('the browser', (open) => {
  it('runs a page, for two visitors who share nothing', async () => {
    const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(page)).listen(0);
    await once(server, 'listening');
    const url = `http://localhost:${(server.address() as AddressInfo).port}/`;

    const [ann, bob] = await Promise.all([open(url), open(url)]);
    for (const visitor of [ann, ann, bob]) await visitor.click('button');
    expect(await ann.textContent('button')).to.equal('2');
    expect(await bob.textContent('button')).to.equal('1');

    server.closeAllConnections();
    server.close();
  });
});
