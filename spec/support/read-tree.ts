import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Tree } from './house/sources.js';

/** The repository, seen from dist/spec/support. */
export const repository = fileURLToPath(new URL('../../../', import.meta.url));

/** The TypeScript files below some folders of the repository; fixtures and packages are no code of ours. */
export function readTree(...folders: readonly string[]): Tree {
  return Object.fromEntries(
    folders
      .flatMap((folder) =>
        readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
      )
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts') && !/fixtures|node_modules/.test(path))
      .map((path) => [path.split(sep).join('/'), readFileSync(join(repository, path), 'utf8')]),
  );
}
