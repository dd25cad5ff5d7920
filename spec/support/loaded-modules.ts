import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repository } from './read-tree.js';
import { run } from './run.js';

/** Prints the address of every module that is loaded after it. */
const tellEveryModule = `export async function load(url, context, next) { console.log(url); return next(url, context); }`;

/** The address of a file of this repository. */
export function moduleOf(path: string): string {
  return pathToFileURL(join(repository, path)).href;
}

/** The addresses of all modules that a program of its own process loads, one a line. */
export async function modulesLoadedBy(program: string): Promise<string> {
  const told = `
    import { register } from 'node:module';
    register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(tellEveryModule)}));
    ${program}
  `;
  return run(repository, process.execPath, '--input-type=module', '--eval', told);
}
