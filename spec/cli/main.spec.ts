import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { repository } from '../support/read-tree.js';
import { runCommand, runIntoFile } from '../support/run-command.js';
import { withApp } from '../support/with-app.js';

describe('web-pubsub', () => {
  it('says which commands there are', async () => {
    const { code, stdout } = await runCommand('--help');
    expect(code).to.equal(0);
    expect(stdout)
      .to.match(/^Usage: web-pubsub <command>/)
      .and.include('emulator');
  });

  for (const args of [['help', 'emulator', 'exec'], ['emulator', 'help'], ['help', 'token'], ['help']]) {
    it(`says what a command takes: ${args.join(' ')}`, async () => {
      const asked = [...args.filter((word) => word !== 'help'), '--help'];
      expect(await runCommand(...args)).to.deep.equal(await runCommand(...asked));
    });
  }

  it('says its version', async () => {
    const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as { version: string };
    expect(await runCommand('--version')).to.deep.equal({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  const names = 'client, config, doctor, emulator, emulator exec, send, token, trigger';
  for (const [args, problem, help] of [
    [[], 'Which command?', '--help'],
    [['emulater'], 'There is no command "emulater". Did you mean emulator?', '--help'],
    [['clinet', '--user', 'a'], 'There is no command "clinet". Did you mean client?', '--help'],
    [
      ['emulator', 'exce', '--', 'npm'],
      'There is no command "emulator exce". Did you mean emulator exec?',
      'emulator --help',
    ],
    [['emulator', 'now'], '"now" is one too many.', 'emulator --help'],
    [['emulator', '--prot', '1'], 'There is no option "--prot". Did you mean --port?', 'emulator --help'],
    [['help', 'nothing'], `There is no command "nothing". There are ${names}.`, '--help'],
    [['constructor'], `There is no command "constructor". There are ${names}.`, '--help'],
    [['--verbose'], 'There is no option "--verbose".', '--help'],
    [['token', '--x'], 'There is no option "--x".', 'token --help'],
    [['emulator', 'exec'], 'Which command?', 'emulator exec --help'],
  ] as const) {
    it(`ends with 2 and says why: ${problem} Try ${help}`, async () => {
      const { code, stdout, stderr } = await runCommand(...args);
      expect({ code, stdout }).to.deep.equal({ code: 2, stdout: '' });
      expect(stderr).to.equal(`web-pubsub: ${problem} Try "npx web-pubsub-bindings ${help}".\n`);
    });
  }

  const mistaken = 'Endpoint=https://a.example;AccessKey=some-secret;Version=1.0;';
  for (const args of [
    ['token', '--connection', mistaken],
    ['token', mistaken],
    [mistaken],
    ['send', '--data', 'x', '--type', mistaken],
    ['trigger', mistaken],
    ['emulator', 'exec', '--', mistaken],
    ['emulator', '--port', mistaken],
  ]) {
    it(`keeps a key to itself that was given in the wrong place: ${args.join(' ').replace(mistaken, '…')}`, async () => {
      const { code, stdout, stderr } = await runCommand(...args);
      expect(code).to.be.oneOf([2, 127]);
      expect(stdout + stderr).not.to.include('some-secret');
    });
  }

  it('shows a refusal of others without its orders for the terminal, and not without end', () =>
    withApp(
      () => ({ status: 403, body: `\u001b[2J${'x'.repeat(3000)}` }),
      async ({ url }) => {
        const { code, stderr } = await runCommand('client', url);
        expect([code, stderr.length < 600]).to.deep.equal([1, true]);
        expect(stderr).to.include(String.raw`GET / answered 403: \u001b[2Jxxx`);
      },
    ));

  for (const args of [['--help'], ['emulator', '--port', '0'], ['token', '--hub', 'chat']]) {
    it(`ends with 1 where its output cannot be written: ${args.join(' ')}`, async function () {
      if (!existsSync('/dev/full')) this.skip();
      const env = { WebPubSubConnectionString: 'Endpoint=https://a.example;AccessKey=key;Version=1.0;' };
      const { code, stderr } = await runIntoFile('/dev/full', { env }, ...args);
      expect([code, stderr]).to.deep.equal([1, 'web-pubsub: The output cannot be written (ENOSPC).\n']);
    });
  }
});
