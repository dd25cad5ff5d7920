import { join } from 'node:path';
import type { Page } from 'playwright-core';

const folder = process.env['ARTEFACTS'] ?? 'dist/artefacts';

/** How people look at a page: each way is worth a picture. */
export const looks = (['light', 'dark'] as const).flatMap((colorScheme) => [
  { name: `${colorScheme}-wide`, visit: { colorScheme, viewport: { width: 1280, height: 800 } } },
  {
    name: `${colorScheme}-narrow`,
    visit: { colorScheme, viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
  },
]);

/** Leaves a picture of the page for review, in `dist/artefacts` or where the environment variable ARTEFACTS says. */
export async function takeScreenshot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
