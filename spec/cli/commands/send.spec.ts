import { expect } from 'chai';
import { closedUrl } from '../../support/closed-port.js';
import { runCommand, runCommandIn } from '../../support/run-command.js';
import { impatient, withSilentServer } from '../../support/silent-server.js';
import { withService } from '../../support/with-service.js';

describe('web-pubsub send', () => {
  for (const [whom, from, target] of [
    ['all', 'server', []],
    ['a group', 'group', ['--group', 'lobby']],
    ['a user', 'server', ['--user', 'ann']],
  ] as const) {
    it(`sends to ${whom}`, () =>
      withService(async ({ run, client }) => {
        const ann = await client('ann', ['lobby']);
        expect(await run('send', '--data', 'hi', ...target)).to.include({ code: 0 });
        expect(await ann.next()).to.include({ from, data: 'hi' });
      }));
  }

  it('sends to a connection', () =>
    withService(async ({ run, client }) => {
      const ann = await client('ann');
      await run('send', '--data', 'hi', '--connection-id', ann.connectionId ?? '');
      expect((await ann.next()).data).to.equal('hi');
    }));

  it('sends JSON as JSON and bytes as bytes', () =>
    withService(async ({ run, client }) => {
      const ann = await client('ann');
      await run('send', '--type', 'json', '--data', '"hi"');
      await run('send', '--type', 'binary', '--data', 'AQI=');
      expect(await ann.next()).to.include({ dataType: 'json', data: 'hi' });
      expect(await ann.next()).to.deep.include({ dataType: 'binary', data: Buffer.from([1, 2]) });
    }));

  it('says to whom, and sends to those of a filter alone', () =>
    withService(async ({ run, client }) => {
      const [ann, bob] = [await client('ann'), await client('bob')];
      const { stdout } = await run('send', '--data', 'hi', '--filter', "userId eq 'bob'", '--json');
      await run('send', '--data', 'end');
      expect(JSON.parse(stdout)).to.deep.equal({ hub: 'chat', targetType: 'All', targetId: '' });
      expect((await ann.next()).data).to.equal('end');
      expect((await bob.next()).data).to.equal('hi');
    }));

  it('says that the service does not take the key, and not the key', () =>
    withService(async ({ run, url }) => {
      const text = `Endpoint=${url};AccessKey=some-other-key-of-somebody-else;Version=1.0;`;
      const { code, stderr } = await run('send', '--data', 'x', '--connection-string', text);
      expect(code).to.equal(1);
      expect(stderr)
        .to.match(/^web-pubsub: The service answered 401\. .*\n$/)
        .and.not.include('some-other-key');
    }));

  it('does not wait for ever for a service that hangs', () =>
    withSilentServer('', async (url) => {
      const text = `Endpoint=${url};AccessKey=some-key;Version=1.0;`;
      const options = ['--hub', 'chat', '--data', 'x', '--connection-string', text];
      const { code, stderr } = await runCommandIn({ env: impatient }, 'send', ...options);
      expect([code, stderr.split('\n').length]).to.deep.equal([1, 2]);
      expect(stderr).to.include('The service was not reached: it did not answer in time');
    }));

  it('says that no service is there', async () => {
    const text = `Endpoint=${await closedUrl()};AccessKey=some-key;Version=1.0;`;
    const { code, stderr } = await runCommand('send', '--hub', 'chat', '--data', 'x', '--connection-string', text);
    expect([code, stderr.includes('nothing listens there')]).to.deep.equal([1, true]);
  });

  for (const [args, problem] of [
    [[], 'send needs --data or --data-file'],
    [['--data', 'x', '--group', 'a', '--user', 'b'], 'Give one of --group, --user, --connection-id'],
    [['--data', 'x', '--connection-id', 'a', '--filter', 'b'], 'nothing to --filter'],
  ] as const) {
    it(`ends with 2 and says why: ${problem}`, async () => {
      const { code, stderr } = await runCommand('send', '--hub', 'chat', ...args);
      expect([code, stderr.includes(problem)]).to.deep.equal([2, true]);
    });
  }
});
