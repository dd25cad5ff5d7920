import { expect } from 'chai';
import {
  outcomeOf,
  runCommand,
  runCommandIn,
  said,
  startCommandIn,
  startOnTerminal,
} from '../../support/run-command.js';
import { impatient, withSilentServer } from '../../support/silent-server.js';
import { withService } from '../../support/with-service.js';

const rights = ['--role', 'webpubsub.joinLeaveGroup', '--role', 'webpubsub.sendToGroup'];
const framesOf = (stdout: string): Record<string, unknown>[] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('web-pubsub client', () => {
  it('does in a pipe what the lines say, and prints frames as JSON', () =>
    withService(async ({ env }) => {
      const child = startCommandIn({ env }, 'client', '--user', 'ann', '--wait', '0', ...rights);
      child.stdin.end('/join lobby\n/send lobby hi all\n/nope\n');
      const { code, stdout, stderr } = await outcomeOf(child);
      const [connected, ...others] = framesOf(stdout);
      expect([code, stderr]).to.deep.equal([0, 'There is no "/nope". /help tells what there is.\n']);
      expect(connected).to.include({ event: 'connected', userId: 'ann' });
      expect(others).to.deep.include({ type: 'ack', ackId: 1, success: true });
      expect(others.find(({ type }) => type === 'message')).to.include({ group: 'lobby', data: 'hi all' });
    }));

  it('is a simple client', () =>
    withService(async ({ env, run, opened }) => {
      const isOpen = opened();
      const child = startCommandIn({ env }, 'client', '--user', 'bob', '--protocol', 'simple');
      const ended = outcomeOf(child);
      await isOpen;
      await run('send', '--user', 'bob', '--data', 'hi');
      child.stdin.end('hello\n/join x\n/quit\n');
      const { code, stdout, stderr } = await ended;
      expect(framesOf(stdout)).to.deep.equal([{ type: 'message', data: 'hi', dataType: 'text' }]);
      expect([code, stderr.includes('A simple client only sends texts')]).to.deep.equal([0, true]);
    }));

  it('keeps the token of a recovery to itself', () =>
    withService(async ({ env }) => {
      const child = startCommandIn({ env }, 'client', '--protocol', 'reliable', '--user', 'ann');
      child.stdin.end('/quit\n');
      expect((await outcomeOf(child)).stdout)
        .to.include('connectionId')
        .and.not.include('reconnectionToken');
    }));

  it('talks on a terminal, in words and colours, until /quit', () =>
    withService(async ({ env }) => {
      const child = startOnTerminal(env, 'client', '--user', 'ann', ...rights);
      const ended = outcomeOf(child);
      await said(child.stdout, /connected as "ann"/);
      child.stdin.write('/join lobby\r');
      await said(child.stdout, /ack 1/);
      child.stdin.write('/send lobby \u001bhi\r');
      const [line] = await said(child.stdout, /^.*lobby ann.*$/m);
      child.stdin.write('/quit\r');
      expect((await ended).code).to.equal(0);
      expect(line).to.include('\u001b[36mlobby ann\u001b[39m: text "');
    }));

  it('has no colours where none are wanted, and ends at Ctrl+C', () =>
    withService(async ({ env }) => {
      const child = startOnTerminal({ ...env, NO_COLOR: '1' }, 'client', '--user', 'ann');
      const ended = outcomeOf(child);
      const [line] = await said(child.stdout, /^.*connected as "ann".*$/m);
      child.stdin.write('\u0003');
      const { code, stdout } = await ended;
      expect([code, line.includes('\u001b[3')]).to.deep.equal([0, false]);
      // The shell writes on a line of its own.
      expect(stdout).to.match(/\n$/);
    }));

  it('ends with 1 where the service ends the connection', async () => {
    let ended: Promise<{ code: number | null; stderr: string }> | undefined;
    await withService(async ({ env }) => {
      const child = startCommandIn({ env }, 'client', '--user', 'ann');
      ended = outcomeOf(child);
      await said(child.stdout, /connected/);
    });
    const outcome = await (ended ?? expect.fail());
    expect([outcome.code, outcome.stderr.includes('The connection has ended: 1001')]).to.deep.equal([1, true]);
  });

  it('ends with 1 where it is not let in', () =>
    withService(async ({ run, url }) => {
      const { code, stderr } = await run('client', `${url.replace('http', 'ws')}/client/hubs/chat`);
      expect(code).to.equal(1);
      expect(stderr).to.include('refused with 401');
    }));

  for (const words of ['', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n']) {
    it(`does not wait for ever for a route that hangs ${words === '' ? 'at once' : 'with its body'}`, () =>
      withSilentServer(words, async (url) => {
        const { code, stderr } = await runCommandIn({ env: impatient }, 'client', `${url}/negotiate?code=a`);
        expect(code).to.equal(1);
        expect(stderr).to.equal(
          `web-pubsub: ${url}/negotiate let no client in within 15 s. Does what answers there hang?\n`,
        );
      }));
  }

  for (const [address, problem] of [
    ['http://localhost:6000/a?code=b', 'no request is sent to this port'],
    ['ws://nowhere.invalid/client/hubs/a?access_token=b', 'host'],
  ] as const) {
    it(`says why it does not come there: ${problem}`, async () => {
      const { code, stderr } = await runCommand('client', address);
      expect([code, stderr.split('\n').length]).to.deep.equal([1, 2]);
      expect(stderr)
        .to.include(`web-pubsub: ${address.replace(/\?.*/, '')} was not reached: `)
        .and.include(problem);
    });
  }

  it('ends with 2 for what is no address', async () => {
    expect(await runCommand('client', 'localhost')).to.include({ code: 2 });
    expect(await runCommand('client', 'ws://localhost', '--protocol', 'mqtt')).to.include({ code: 2 });
    const { stderr } = await runCommand('client', 'localhost');
    expect(stderr).to.include('web-pubsub: "localhost" is no address of a client');
  });

  for (const option of ['--hub', '--user', '--role', '--group']) {
    it(`is not told by ${option} what its address has said`, async () => {
      const { code, stderr } = await runCommand('client', 'ws://localhost', option, 'a');
      expect([code, stderr.includes(`Give the address or ${option}, not both`)]).to.deep.equal([2, true]);
    });
  }
});
