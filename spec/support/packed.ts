import { repository } from './read-tree.js';
import { run } from './run.js';

/** What `npm pack` says of the package. */
export interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

/** Packs what was built, as it is, into a folder: a build in here would pull away the files that run. */
export async function pack(folder: string): Promise<Packed> {
  const options = ['--json', '--ignore-scripts', '--pack-destination', folder];
  const [packed] = JSON.parse(await run(repository, 'npm', 'pack', ...options)) as Packed[];
  if (packed === undefined) throw new Error('npm packed nothing.');
  return packed;
}
