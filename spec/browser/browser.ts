import { accessSync, constants } from 'node:fs';
import { expect } from 'chai';
import { chromium, type Browser, type Page } from 'playwright-core';

/** Opens a page of its own visitor: two pages share no cookies and no storage. */
export type OpenPage = (url: string) => Promise<Page>;

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const required = ['CI', 'REQUIRE_BROWSER'].some((name) => process.env[name]);

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

/** A suite with a browser. Without one its specs are pending, in CI they fail; an error on a page fails the spec that opened it. */
export function describeInBrowser(title: string, define: (open: OpenPage) => void): void {
  describe(title, function () {
    this.timeout(30_000);
    const errors: string[] = [];
    let browser: Browser | undefined;

    before(async function () {
      if (isExecutable(executablePath)) browser = await chromium.launch({ executablePath, args });
      else if (required) throw new Error(howToInstall);
      else this.skip();
    });
    afterEach(async () => {
      for (const context of browser?.contexts() ?? []) await context.close();
      expect(errors.splice(0)).to.deep.equal([]);
    });
    after(async () => browser?.close());

    define(async (url) => {
      const page = await (browser ?? expect.fail('open a page inside a spec')).newPage();
      page.on('pageerror', (error) => errors.push(error.message));
      await page.goto(url);
      return page;
    });
  });
}

const howToInstall = `no browser at ${executablePath}: apt-get install -y chromium, or set CHROMIUM_PATH`;

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
