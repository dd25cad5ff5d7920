import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Emulator } from '../../emulator/index.js';

/** What a program finds in its environment, and the end of what that stands on. */
export interface ProgramEnvironment {
  readonly env: NodeJS.ProcessEnv;
  close(): Promise<void>;
}

/** The environment in which a program finds an emulator: its connection string in a setting, and with TLS what to trust. */
export async function environmentFor(
  { connectionString, certificate }: Pick<Emulator, 'connectionString' | 'certificate'>,
  setting: string,
): Promise<ProgramEnvironment> {
  const env = { ...process.env, [setting]: connectionString };
  if (certificate === undefined) return { env, close: () => Promise.resolve() };
  const folder = await mkdtemp(join(tmpdir(), 'web-pubsub-'));
  const file = join(folder, 'trusted.pem');
  await writeFile(file, (await trustedBefore()) + certificate);
  return { env: { ...env, NODE_EXTRA_CA_CERTS: file }, close: () => rm(folder, { recursive: true, force: true }) };
}

/** Node takes one file: what is trusted already has to be in it. */
async function trustedBefore(): Promise<string> {
  const file = process.env['NODE_EXTRA_CA_CERTS'];
  if (!file) return '';
  try {
    return `${await readFile(file, 'utf8')}\n`;
  } catch {
    // Node goes on without it, too.
    return '';
  }
}
