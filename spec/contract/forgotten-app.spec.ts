import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { repository } from '../support/read-tree.js';
import { outcomeOf } from '../support/run-command.js';
import { withFolder } from '../support/temporary-folder.js';

const door = (name: string): string => JSON.stringify(join(repository, 'dist/lib', name));

/** A test that forgets to close its app, which is still busy with what the first line says. */
const forgetful = (it: string, event: string): string => `
  ${it}
  import { defineFunction } from ${door('index.js')};
  import { startTestApp } from ${door('testing/index.js')};

  const never = () => new Promise(() => undefined);
  const answers = {
    hanging: never,
    throwing: () => { throw new TypeError('boom'); },
    working: (context) => void context.waitUntil(never()),
  };
  const functions = Object.entries(answers).map(([eventName, answer]) =>
    defineFunction({ trigger: { hub: 'chat', eventType: 'user', eventName } }, (context) => {
      console.log('it ran');
      return answer(context);
    }));
  const log = { debug() {}, info() {}, warn() {}, error() {} };

  it('forgets its app', async () => {
    const app = await startTestApp({ functions, log, repeatEvents: true });
    const ann = await app.connect('chat', { timeout: 200 });
    await ann.sendEvent('${event}', '').catch(() => undefined);
  });`;

const runners: readonly (readonly [name: string, it: string, ...command: string[]])[] = [
  ['mocha', '', 'node_modules/mocha/bin/mocha.js', '--no-config'],
  ['node:test', "import { it } from 'node:test';", '--test'],
];

/** Runs one file of tests; whoever does not end by itself is ended, with no code. */
async function run(command: readonly string[], text: string) {
  return withFolder(async (folder) => {
    const file = join(folder, 'forgotten.spec.mjs');
    await writeFile(file, text);
    const env = { ...process.env, NODE_OPTIONS: '', NODE_TEST_CONTEXT: undefined };
    return outcomeOf(spawn(process.execPath, [...command, file], { cwd: repository, env, timeout: 8_000 }));
  });
}

describe('a test app that nobody closes', function () {
  this.timeout(15_000);

  for (const [name, it_, ...command] of runners) {
    for (const event of ['hanging', 'throwing', 'working'])
      it(`lets ${name} end, with a function that is ${event}, and is told of`, async () => {
        const { code, stdout, stderr } = await run(command, forgetful(it_, event));
        expect(code, stdout + stderr).to.equal(0);
        expect(stdout + stderr)
          .to.include('it ran')
          .and.include('A test app was not closed')
          .and.match(/forgotten\.spec\.mjs:\d+/);
      });
  }
});
