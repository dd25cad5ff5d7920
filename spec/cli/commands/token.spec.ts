import { expect } from 'chai';
import { connectTestClient } from '../../../lib/testing/connect-test-client.js';
import { runCommand } from '../../support/run-command.js';
import { withService } from '../../support/with-service.js';

describe('web-pubsub token', () => {
  it('prints the URL with which a client connects', () =>
    withService(async ({ run }) => {
      const { code, stdout } = await run('token', '--user', 'ann', '--role', 'webpubsub.joinLeaveGroup');
      expect(code).to.equal(0);
      await using client = await connectTestClient(stdout.trim());
      await client.joinGroup('lobby');
      expect(client.userId).to.equal('ann');
    }));

  it('prints JSON with all parts, groups and the end of the token among them', () =>
    withService(async ({ run }) => {
      const { stdout } = await run('token', '--hub', 'own', '--group', 'a', '--group', 'b', '--ttl', '5', '--json');
      const { baseUrl, url, accessToken } = JSON.parse(stdout) as Record<string, string>;
      const [, claims = ''] = (accessToken ?? '').split('.');
      const read = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
      expect(url).to.equal(`${String(baseUrl)}?access_token=${String(accessToken)}`);
      expect(read['webpubsub.group']).to.deep.equal(['a', 'b']);
      expect(Number(read['exp']) - Number(read['iat'])).to.equal(300);
    }));

  for (const [args, problem] of [
    [['--ttl', '0'], 'at least 1'],
    [['--ttl', 'x'], '--ttl takes a whole number'],
    [['--client-protocol', 'x'], 'default, mqtt, socketio'],
    [['--hub', '!'], 'hub'],
  ] as const) {
    it(`ends with 2 and says why: ${args.join(' ')}`, async () => {
      const connectionString = 'Endpoint=https://a.example;AccessKey=secret;Version=1.0;';
      const { code, stderr } = await runCommand('token', ...args, '--connection-string', connectionString);
      expect([code, stderr.split('\n').length]).to.deep.equal([2, 2]);
      expect(stderr).to.include(problem).and.not.include('secret');
    });
  }

  it('needs a connection', async () => {
    const { code, stderr } = await runCommand('token', '--connection', 'Nowhere', '--hub', 'chat');
    expect(code).to.equal(2);
    expect(stderr).to.include('Nowhere');
  });
});
