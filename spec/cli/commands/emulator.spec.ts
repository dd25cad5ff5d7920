import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { outcomeOf, runCommand, startCommand } from '../../support/run-command.js';

describe('web-pubsub emulator', () => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`prints where it is, and ends with 0 at ${signal}`, async () => {
      const child = startCommand('emulator', '--port', '0');
      const ended = outcomeOf(child);
      await once(child.stdout, 'data');
      child.kill(signal);
      const { code, stdout, stderr } = await ended;
      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
      expect(stdout).to.match(/connection string {3}Endpoint=http:\/\/localhost:\d+;AccessKey=\w+;Version=1\.0;\n/);
      expect(stdout).to.match(/clients connect to {2}ws:\/\/localhost:\d+\/client\/hubs\/\{hub\}\n/);
    });
  }

  it('ends with 0 also when SIGINT comes twice, as npx passes it on', async () => {
    const child = startCommand('emulator', '--port', '0');
    const ended = outcomeOf(child);
    const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
    const url = /http:\/\/localhost:\d+/.exec(chunk.toString())?.[0] ?? expect.fail('no url');
    // A request that does not end keeps the emulator closing for a moment.
    const unfinished = request(url, { method: 'POST', headers: { 'Content-Length': 10 } }).on('error', () => {});
    unfinished.flushHeaders();
    const [socket] = (await once(unfinished, 'socket')) as [Socket];
    if (socket.connecting) await once(socket, 'connect');
    // Connections are accepted in order: once a later one was answered, the emulator has this one too.
    await fetch(`${url}/api/health`, { method: 'HEAD', headers: { Connection: 'close' } });
    child.kill('SIGINT');
    child.kill('SIGINT');
    expect(await ended).to.include({ code: 0, stderr: '' });
  });

  it('reads a file with a byte order mark', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'web-pubsub-'));
    const config = join(folder, 'emulator.json');
    writeFileSync(config, '\uFEFF{ "hubs": { "chat": { "x": 1 } } }');
    const { stderr } = await runCommand('emulator', '--port', '0', '--config', config);
    rmSync(folder, { recursive: true });
    expect(stderr).to.include('Emulator setting hubs.chat.x is unknown.');
  });

  it('answers while it runs', async () => {
    const child = startCommand('emulator', '--port', '0');
    const ended = outcomeOf(child);
    const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
    const url = /http:\/\/localhost:\d+/.exec(chunk.toString())?.[0] ?? expect.fail('no url');
    const health = await fetch(`${url}/api/health`, { method: 'HEAD' });
    child.kill('SIGTERM');
    expect(health.status).to.equal(200);
    expect(await ended).to.include({ code: 0 });
  });

  it('ends with 1 and the remedy where it cannot listen', async () => {
    const first = startCommand('emulator', '--port', '0');
    const ended = outcomeOf(first);
    const [chunk] = (await once(first.stdout, 'data')) as [Buffer];
    const port = /localhost:(\d+)/.exec(chunk.toString())?.[1] ?? expect.fail('no port');
    const { code, stderr } = await runCommand('emulator', '--port', port);
    first.kill('SIGTERM');
    await ended;
    expect(code).to.equal(1);
    expect(stderr).to.match(/^web-pubsub: The emulator cannot listen on .*Choose another port/);
  });

  it('takes the settings of its hubs from a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'web-pubsub-'));
    const config = join(folder, 'emulator.json');
    writeFileSync(config, '{ "hubs": { "chat": { "anonymousConnectPolicy": "perhaps" } } }');
    const { code, stderr } = await runCommand('emulator', '--port', '0', '--config', config);
    rmSync(folder, { recursive: true });
    expect(code).to.equal(1);
    expect(stderr).to.include('anonymousConnectPolicy');
  });

  for (const [text, problem] of [
    ['{ "hub": {} }', 'has "hub"; it takes "hubs" alone.'],
    ['[]', 'does not hold an object.'],
    ['{', 'is no JSON'],
  ] as const) {
    it(`refuses a file that ${problem}`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'web-pubsub-'));
      const config = join(folder, 'emulator.json');
      writeFileSync(config, text);
      const { code, stderr } = await runCommand('emulator', '--config', config);
      rmSync(folder, { recursive: true });
      expect(code).to.equal(2);
      expect(stderr).to.include(problem);
    });
  }

  it('says what it takes', async () => {
    const { code, stdout } = await runCommand('emulator', '--help');
    expect(code).to.equal(0);
    expect(stdout).to.include('--port').and.include('--host').and.include('--access-key').and.include('--config');
  });
});
