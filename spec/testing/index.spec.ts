import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { repository } from '../support/read-tree.js';
import { run } from '../support/run.js';

const door = pathToFileURL(join(repository, 'dist/lib/testing/index.js')).href;
/** Prints the address of every module that is loaded after it. */
const tellEveryModule = `export async function load(url, context, next) { console.log(url); return next(url, context); }`;

async function modulesLoadedBy(specifier: string): Promise<string> {
  const program = `
    import { register } from 'node:module';
    register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(tellEveryModule)}));
    await import(${JSON.stringify(specifier)});
  `;
  return run(repository, process.execPath, '--input-type=module', '--eval', program);
}

describe('the door ./testing', () => {
  it('loads neither Koa, nor the SDK, nor a socket, nor the servers of the emulator', async () => {
    const loaded = await modulesLoadedBy(door);
    expect(loaded).to.include('lib/testing/recording-collector.js');
    expect(loaded).not.to.match(/node_modules\/(?!reflect-metadata)/);
    // The words of an event and of its URL are pure, and one for emulator and kit.
    const ofServers = loaded.replace(/lib\/emulator\/upstream\/(event|url-template)\.js$/gm, '');
    expect(ofServers).not.to.match(/lib\/(koa|emulator\/(client|rest|upstream|emulator\.js|front-door|listener))/);
  });
});
