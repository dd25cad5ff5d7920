import { accessSync, constants } from 'node:fs';

export const chromiumPath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

const isRequired = ['CI', 'REQUIRE_BROWSER'].some((name) => process.env[name]);

/**
 * Whether specs with a browser can run; without one they are pending.
 * @throws Error where they must run.
 */
export function hasChromium(): boolean {
  if (isExecutable(chromiumPath)) return true;
  if (!isRequired) return false;
  throw new Error(`no browser at ${chromiumPath}: apt-get install -y chromium, or set CHROMIUM_PATH`);
}

/** Whether code opens a browser. */
export function needsChromium(code: string): boolean {
  return /\bfrom 'playwright/.test(code);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
