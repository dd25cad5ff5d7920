import { writeFile } from 'node:fs/promises';
import type { Emulator } from '../../emulator/index.js';
import { UsageError } from '../command.js';

/** Writes to a file what clients are to trust. */
export async function writeCertificate(
  { url, certificate }: Pick<Emulator, 'url' | 'certificate'>,
  file: string | undefined,
): Promise<void> {
  if (file === undefined) return;
  if (!url.startsWith('https:')) throw new UsageError('--certificate needs --tls.');
  if (certificate === undefined)
    throw new UsageError('--certificate finds no authority in the certificate of your own.');
  try {
    await writeFile(file, certificate);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new UsageError(`The certificate cannot be written to ${file} (${code}).`, { cause: error });
  }
}
