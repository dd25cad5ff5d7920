import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { loadFunctions } from '../../../lib/cli/config/load-functions.js';
import { rejectionOf } from '../../support/performs.js';
import { runCommand } from '../../support/run-command.js';
import { withFolder } from '../../support/temporary-folder.js';

// In a process of its own: every decorated class that this one has loaded would be among the functions.
const config = (module: string, ...more: readonly string[]) =>
  runCommand('config', module, '--url', 'https://a', '--event-path', '/events', ...more);

const configOf = (text: string, name = 'app.mjs') =>
  withFolder(async (folder) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    const { code, stdout, stderr } = await config(file);
    return { code, stdout, stderr: stderr.replaceAll(folder, '.') };
  });

describe('the functions of a module', () => {
  it('are those that it exports, one by one and in lists', async () => {
    const { stdout } = await config('examples/plain-javascript/functions.js', '--format', 'functions');
    expect(Object.keys(JSON.parse(stdout) as object)).to.include('lobby-connect/function.json');
  });

  it('are those of the classes that it declares or imports', async () => {
    const { stdout } = await config('dist/examples/chat/app.js');
    expect(stdout)
      .to.include('"urlTemplate": "https://a/events"')
      .and.include('"userEventPattern": "join,leave,message"');
  });

  it('are those of the host that it exports, whatever that has open', async () => {
    const { code, stdout } = await configOf(`
      setInterval(() => {}, 1000);
      const one = { kind: 'event', hub: 'h', eventType: 'user', event: 'e', route: '/own' };
      export const host = { functions: [one], eventHandlerPath: () => '' };`);
    expect([code, stdout.includes('https://a/own')]).to.deep.equal([0, true]);
  });

  for (const [text, problem] of [
    ['throw new Error("no database");', './app.mjs cannot be loaded: no database.'],
    ['process.exit(0);', './app.mjs cannot be loaded: it ends the process.'],
    ['void Promise.reject(new Error("no queue"));', './app.mjs cannot be loaded: no queue.'],
    ['process.nextTick(() => { throw new Error("no file") });', './app.mjs cannot be loaded: no file.'],
    [
      'setTimeout(() => { throw new Error("late") }); await new Promise(() => {});',
      './app.mjs cannot be loaded: late.',
    ],
    ['throw null;', './app.mjs cannot be loaded: null.'],
    ['export const = 1;', "./app.mjs cannot be loaded: Unexpected token '=' (./app.mjs:1)."],
    ['export const a = [1, null, {}];', './app.mjs has no functions: it declares or imports no decorated class'],
  ] as const) {
    it(`are asked for in vain of ${text}`, async () => {
      const { code, stdout, stderr } = await configOf(text);
      expect({ code, stdout, lines: stderr.split('\n').length }).to.deep.equal({ code: 2, stdout: '', lines: 2 });
      expect(stderr).to.include(`web-pubsub: ${problem}`);
    });
  }

  it('are all of stdout, whatever the module prints', async () => {
    const one = "{ kind: 'event', hub: 'h', eventType: 'user', event: 'e', route: '/own' }";
    const { code, stdout, stderr } = await configOf(`
      import { writeSync } from 'node:fs';
      console.log('from the console');
      process.stdout.write('from the stream\\n');
      writeSync(process.stdout.fd, 'from a logger\\n');
      export const host = { functions: [${one}], eventHandlerPath: () => '' };`);
    expect(code).to.equal(0);
    expect(JSON.parse(stdout)).to.have.property('hubs');
    expect(stderr).to.equal('from the console\nfrom the stream\nfrom a logger\n');
  });

  it('are not read from source, and the remedy is said', async () => {
    const { code, stderr } = await configOf('enum A {}', 'app.ts');
    expect(code).to.equal(2);
    expect(stderr).to.include('Name the JavaScript that it is compiled to');
  });

  it('are not waited for without end', () =>
    withFolder(async (folder) => {
      const file = join(folder, 'hangs.mjs');
      writeFileSync(file, 'await new Promise(() => {});');
      const error = await rejectionOf(loadFunctions(file, undefined, 20));
      expect(error.message).to.match(/cannot be loaded: it was not done after 0\.02 s\. Export the controllers/);
    }));

  it('are asked for in vain where there is no module', async () => {
    expect(await config('nowhere.js')).to.deep.include({ code: 2, stdout: '' });
    expect((await config('lib')).stderr).to.include('There is no module lib.');
  });
});
