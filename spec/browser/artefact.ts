import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { repository } from '../support/read-tree.js';

const folder = process.env['ARTEFACTS'] ?? join(repository, 'dist/artefacts');

/** Keeps a picture of a page, for people to look at: no spec does. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
