import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { createCertificates } from '../../../lib/emulator/tls/certificates.js';
import { withFolder } from '../../support/temporary-folder.js';
import { outcomeOf, runCommand, said, startCommand, startOnTerminal } from '../../support/run-command.js';

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
      expect(stdout).to.match(/inspector {11}http:\/\/localhost:\d+\/inspector\/#[\w-]{43}\n/);
    });
  }

  it('has no inspector with --no-inspector', async () => {
    const child = startCommand('emulator', '--port', '0', '--no-inspector');
    const ended = outcomeOf(child);
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    expect((await ended).stdout)
      .to.include('connection string')
      .and.not.include('inspector');
  });

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

  it('ends with 2 and the remedy where it cannot listen', async () => {
    const first = startCommand('emulator', '--port', '0');
    const ended = outcomeOf(first);
    const [chunk] = (await once(first.stdout, 'data')) as [Buffer];
    const port = /localhost:(\d+)/.exec(chunk.toString())?.[1] ?? expect.fail('no port');
    const { code, stderr } = await runCommand('emulator', '--port', port);
    first.kill('SIGTERM');
    await ended;
    expect(code).to.equal(2);
    expect(stderr).to.match(/^web-pubsub: The emulator cannot listen on .*Choose another port/);
  });

  it('takes the settings of its hubs from a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'web-pubsub-'));
    const config = join(folder, 'emulator.json');
    writeFileSync(config, '{ "hubs": { "chat": { "anonymousConnectPolicy": "perhaps" } } }');
    const { code, stderr } = await runCommand('emulator', '--port', '0', '--config', config);
    rmSync(folder, { recursive: true });
    expect(code).to.equal(2);
    expect(stderr).to.include('anonymousConnectPolicy');
  });

  for (const [text, problem] of [
    ['{ "hub": {} }', 'Emulator setting hub is unknown. It takes hubs'],
    ['[]', 'an array instead of an object'],
    ['{', 'it is no JSON'],
  ] as const) {
    it(`refuses a file by what is wrong: ${problem}`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'web-pubsub-'));
      const config = join(folder, 'emulator.json');
      writeFileSync(config, text);
      const { code, stderr } = await runCommand('emulator', '--config', config);
      rmSync(folder, { recursive: true });
      expect(code).to.equal(2);
      expect(stderr).to.include(problem);
    });
  }

  it('reads its file again when it changes, and says what is wrong', () =>
    withFolder(async (folder) => {
      const config = join(folder, 'emulator.json');
      writeFileSync(config, '{ "hubs": { "chat": { "properties": {} } } }');
      const child = startCommand('emulator', '--port', '0', '--config', config);
      const ended = outcomeOf(child);
      await once(child.stdout, 'data');
      writeFileSync(config, '{ "hubs": { "chat": { "properties": { "x": 1 } } } }');
      await once(child.stderr, 'data');
      child.kill('SIGTERM');
      const { code, stderr } = await ended;
      const [line = ''] = stderr.split('\n');
      expect(code).to.equal(0);
      expect(JSON.parse(line)).to.include({ level: 'warning', file: config });
      expect(line).to.include('hubs.chat.properties.x is unknown');
    }));

  it('serves https, and writes what clients are to trust to a file', () =>
    withFolder(async (folder) => {
      const file = join(folder, 'authority.pem');
      const child = startCommand('emulator', '--port', '0', '--tls', '--certificate', file);
      const ended = outcomeOf(child);
      const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
      const url = /https:\/\/localhost:\d+/.exec(chunk.toString())?.[0] ?? expect.fail('no url');
      const asked = secureRequest(`${url}/api/health`, { method: 'HEAD', ca: readFileSync(file), agent: false }).end();
      const [answer] = (await once(asked, 'response')) as [IncomingMessage];
      child.kill('SIGTERM');
      expect([answer.statusCode, (await ended).code]).to.deep.equal([200, 0]);
    }));

  it('has no certificate to write without TLS', async () => {
    const { code, stderr } = await runCommand('emulator', '--port', '0', '--certificate', 'x.pem');
    expect([code, stderr]).to.deep.equal([
      2,
      'web-pubsub: --certificate needs --tls. Try "npx web-pubsub-bindings emulator --help".\n',
    ]);
  });

  it('has none to write where a certificate of your own does not hold its authority', () =>
    withFolder(async (folder) => {
      const { key, cert } = await createCertificates(['localhost'], Date.now());
      const files = [join(folder, 'key.pem'), join(folder, 'cert.pem')] as const;
      writeFileSync(files[0], key);
      writeFileSync(files[1], cert);
      [process.env['WEB_PUBSUB_EMULATOR_TLS_KEY_FILE'], process.env['WEB_PUBSUB_EMULATOR_TLS_CERT_FILE']] = files;
      const refused = runCommand('emulator', '--port', '0', '--certificate', join(folder, 'authority.pem'));
      delete process.env['WEB_PUBSUB_EMULATOR_TLS_KEY_FILE'];
      delete process.env['WEB_PUBSUB_EMULATOR_TLS_CERT_FILE'];
      const { code, stderr } = await refused;
      expect(code).to.equal(2);
      expect(stderr).to.include('--certificate finds no authority in the certificate of your own.');
    }));

  it('takes what the environment says, and the command line before it', async () => {
    process.env['WEB_PUBSUB_EMULATOR_HOST'] = '127.0.0.1';
    process.env['WEB_PUBSUB_EMULATOR_PORT'] = '70000';
    const child = startCommand('emulator', '--port', '0');
    const refused = runCommand('emulator');
    delete process.env['WEB_PUBSUB_EMULATOR_HOST'];
    delete process.env['WEB_PUBSUB_EMULATOR_PORT'];
    const ended = outcomeOf(child);
    const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
    child.kill('SIGTERM');
    await ended;
    expect(chunk.toString()).to.match(/Endpoint=http:\/\/127\.0\.0\.1:\d+;/);
    expect((await refused).stderr).to.include('no whole number from 0 to 65535');
  });

  it('makes a key where other machines reach it, and prints it', async () => {
    const child = startCommand('emulator', '--port', '0', '--host', '0.0.0.0');
    const ended = outcomeOf(child);
    const [, key = ''] = await said(child.stdout, /AccessKey=(.+);Version/);
    child.kill('SIGTERM');
    expect((await ended).code).to.equal(0);
    expect(key)
      .to.match(/^.{44}$/)
      .and.not.equal('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGH');
  });

  it('prints one line of JSON for programs', async () => {
    const child = startCommand('emulator', '--port', '0', '--json', '--tls');
    const ended = outcomeOf(child);
    const [line = ''] = await said(child.stdout, /^.+\n/);
    child.kill('SIGTERM');
    const { stdout } = await ended;
    const { url, connectionString, clientUrl, certificate } = JSON.parse(line) as Record<string, string>;
    expect(stdout).to.equal(line);
    expect(url).to.match(/^https:\/\/localhost:\d+$/);
    expect(connectionString).to.include(`Endpoint=${String(url)};`);
    expect(clientUrl).to.match(/^wss:\/\/localhost:\d+\/client\/hubs\/\{hub\}$/);
    expect(certificate).to.include('BEGIN CERTIFICATE');
  });

  it('has nothing to watch without a file', async () => {
    const { code, stderr } = await runCommand('emulator', '--port', '0', '--watch');
    expect(code).to.equal(2);
    expect(stderr).to.include('--watch needs --config');
  });

  it('tells people on a terminal of warnings in words, and ends at Ctrl+C', () =>
    withFolder(async (folder) => {
      const config = join(folder, 'emulator.json');
      writeFileSync(config, '{}');
      const child = startOnTerminal({}, 'emulator', '--port', '0', '--config', config, '--watch');
      const ended = outcomeOf(child);
      await said(child.stdout, /Ctrl\+C/);
      writeFileSync(config, '{ "x": 1 }');
      const [line] = await said(child.stdout, /^.*warning.*$/m);
      child.stdin.write('\u0003');
      expect(line).to.include('\u001b[33mwarning\u001b[39m The settings file cannot be used');
      expect((await ended).code).to.equal(0);
    }));

  it('says what it takes', async () => {
    const { code, stdout } = await runCommand('emulator', '--help');
    expect(code).to.equal(0);
    expect(stdout).to.include('--port').and.include('--host').and.include('--access-key').and.include('--config');
  });
});
