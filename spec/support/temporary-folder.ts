import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that is there while `story` runs. */
export async function withFolder<T>(story: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'web-pubsub-'));
  try {
    return await story(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
