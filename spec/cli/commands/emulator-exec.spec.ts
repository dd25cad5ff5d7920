import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { outcomeOf, runCommand, said, startCommand, startOnTerminal } from '../../support/run-command.js';
import { withFolder } from '../../support/temporary-folder.js';

const run = (program: string, ...options: readonly string[]) =>
  runCommand('emulator', 'exec', ...options, '--', process.execPath, '--eval', program);

describe('web-pubsub emulator exec', () => {
  it('runs a command with the emulator in its environment, and ends with its exit code', async () => {
    const program = `
      const { WebPubSubConnectionString: text } = process.env;
      const url = /Endpoint=([^;]+)/.exec(text)[1];
      fetch(url + '/api/health', { method: 'HEAD' }).then(({ status }) => { console.log(url, status); process.exit(7); });`;
    const { code, stdout } = await run(program);
    expect(code).to.equal(7);
    expect(stdout).to.match(/^http:\/\/localhost:\d+ 200\n$/);
  });

  it('has ended the emulator when it ends', async () => {
    const { stdout } = await run('console.log(process.env.Own)', '--setting', 'Own');
    const [, url = expect.fail('no url')] = /Endpoint=([^;]+)/.exec(stdout) ?? [];
    const [asked] = await Promise.allSettled([fetch(url)]);
    expect(asked.status).to.equal('rejected');
  });

  it('lets a command trust the emulator beside what it trusts anyhow', () =>
    withFolder(async (folder) => {
      const [config, own] = [join(folder, 'emulator.json'), join(folder, 'own.pem')];
      writeFileSync(config, '{ "hubs": { "chat": {} } }');
      writeFileSync(own, '# mine');
      const program = `
        const { WebPubSubConnectionString: text, NODE_EXTRA_CA_CERTS: file } = process.env;
        const url = /Endpoint=([^;]+)/.exec(text)[1];
        const isKept = fs.readFileSync(file, 'utf8').startsWith('# mine');
        fetch(url + '/api/health', { method: 'HEAD' }).then(({ status }) => console.log(status, isKept));`;
      process.env['NODE_EXTRA_CA_CERTS'] = own;
      const ended = run(program, '--tls', '--config', config);
      delete process.env['NODE_EXTRA_CA_CERTS'];
      expect(await ended).to.include({ code: 0, stdout: '200 true\n' });
    }));

  it('passes signals on, and ends with 128 and the number of the one that ended the command', async () => {
    const child = startCommand(
      'emulator',
      'exec',
      process.execPath,
      '--eval',
      'console.log(1); setInterval(() => {}, 9)',
    );
    const ended = outcomeOf(child);
    await said(child.stdout, /1/);
    child.kill('SIGTERM');
    expect(await ended).to.include({ code: 143, stderr: '' });
  });

  it('leaves Ctrl+C to the terminal, which gives it to the command once', async () => {
    const program = `let n = 0; process.on('SIGINT', () => { n += 1; setTimeout(() => process.exit(n), 50) });
      setInterval(() => {}, 9); console.log('up');`;
    const child = startOnTerminal({}, 'emulator', 'exec', '--', process.execPath, '--eval', program);
    const ended = outcomeOf(child);
    await said(child.stdout, /up/);
    child.stdin.write('\u0003');
    expect((await ended).code).to.equal(1);
  });

  it('ends with 127 where there is no such command', async () => {
    const outcome = await runCommand('emulator', 'exec', '--', './nowhere');
    expect(outcome).to.deep.equal({ code: 127, stdout: '', stderr: 'web-pubsub: ./nowhere is not there to be run.\n' });
  });

  it('wants a command, and settings that can be used', async () => {
    expect(await runCommand('emulator', 'exec')).to.deep.include({ code: 2, stdout: '' });
    const { code, stderr } = await run('', '--config', 'nowhere.json');
    expect([code, stderr.split('\n').length]).to.deep.equal([2, 2]);
  });

  for (const [args, problem] of [
    [['--setting', '', '--', 'npm'], '--setting was given an empty text.'],
    [['--setting', 'a=b', '--', 'npm'], '--setting takes the name of a variable, without "=".'],
    [['--', ''], 'The command is an empty text.'],
  ] as const) {
    it(`ends with 2 and says why: ${problem}`, async () => {
      const { code, stderr } = await runCommand('emulator', 'exec', ...args);
      expect([code, stderr.startsWith(`web-pubsub: ${problem}`)]).to.deep.equal([2, true]);
    });
  }
});
