import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { repository } from '../support/read-tree.js';
import { runCommand } from '../support/run-command.js';

describe('web-pubsub', () => {
  it('says which commands there are', async () => {
    const { code, stdout } = await runCommand('--help');
    expect(code).to.equal(0);
    expect(stdout)
      .to.match(/^Usage: web-pubsub <command>/)
      .and.include('emulator');
  });

  it('says its version', async () => {
    const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as { version: string };
    expect(await runCommand('--version')).to.deep.equal({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  const names = 'client, config, doctor, emulator, emulator exec, send, token, trigger';
  for (const [args, problem, help] of [
    [[], 'Which command?', '--help'],
    [['emulate'], `There is no command "emulate". There are ${names}.`, '--help'],
    [['constructor'], `There is no command "constructor". There are ${names}.`, '--help'],
    [['--verbose'], 'There is no option "--verbose".', '--help'],
    [['token', '--x'], "Unknown option '--x'.", 'token --help'],
    [['emulator', 'exec'], 'Which command?', 'emulator exec --help'],
  ] as const) {
    it(`ends with 2 and says why: ${problem} Try ${help}`, async () => {
      const { code, stdout, stderr } = await runCommand(...args);
      expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' });
      expect(stderr).to.equal(`web-pubsub: ${problem} Try "npx web-pubsub-bindings ${help}".\n`);
    });
  }
});
