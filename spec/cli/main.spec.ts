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

  for (const [args, problem] of [
    [[], 'Which command?'],
    [['emulate'], 'There is no command "emulate".'],
    [['constructor'], 'There is no command "constructor".'],
    [['--verbose'], 'There is no option "--verbose".'],
  ] as const) {
    it(`ends with 2 and says why: ${problem}`, async () => {
      const { code, stdout, stderr } = await runCommand(...args);
      expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' });
      expect(stderr).to.equal(`web-pubsub: ${problem} Try "web-pubsub --help".\n`);
    });
  }
});
