import { expect } from 'chai';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { chromiumPath as executablePath, hasChromium } from '../support/chromium.js';

/** How a visitor looks at a page. */
export interface Visit extends BrowserContextOptions {
  /** Errors in the console that belong to the story, such as a server that is away. */
  readonly expects?: RegExp;
}

/** Opens a page of its own visitor: two pages share no cookies and no storage. */
export type OpenPage = (url: string, visit?: Visit) => Promise<Page>;

// As root in a container there is no sandbox, and /dev/shm is small; the rest keeps the browser from calling home.
const args = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A suite with a browser. Without one its specs are pending, in CI they fail; an error on a page or in its console fails the spec that opened it. */
export function describeInBrowser(title: string, define: (open: OpenPage) => void): void {
  describe(title, function () {
    this.timeout(30_000);
    const errors: string[] = [];
    let browser: Browser | undefined;

    before(async function () {
      if (hasChromium()) browser = await chromium.launch({ executablePath, args });
      else this.skip();
    });
    afterEach(async () => {
      for (const context of browser?.contexts() ?? []) await context.close();
    });
    after(async () => browser?.close());

    define(async (url, { expects, ...options } = {}) => {
      const page = await (browser ?? expect.fail('open a page inside a spec')).newPage(options);
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => {
        // A violation of the content security policy is an error too.
        if (message.type() === 'error' && expects?.test(message.text()) !== true) errors.push(message.text());
      });
      await page.goto(url);
      return page;
    });

    // Last, so that a suite has put away what it opened before a spec fails here.
    afterEach(() => {
      expect(errors.splice(0)).to.deep.equal([]);
    });
  });
}
