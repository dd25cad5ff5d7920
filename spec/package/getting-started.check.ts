import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { modulesOf, readPages } from '../support/markdown.js';
import { pack } from '../support/packed.js';
import { run } from '../support/run.js';
import { said } from '../support/run-command.js';

// What the page says is done as it says it: its shells, its files. Three things differ: the package is the one that was just packed, the
// ports are free ones, and TypeScript is the version that the specs have.
describe('docs/getting-started.md, followed to the letter', function () {
  this.timeout(120_000);
  const page = readPages().find(({ path }) => path === 'docs/getting-started.md');
  if (page === undefined) throw new Error('docs/getting-started.md is not there.');
  const blocks = (language: string): string[] =>
    [...page.text.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].flatMap(([, name, code = '']) =>
      name === language ? [code] : [],
    );
  const shells: ChildProcessWithoutNullStreams[] = [];
  let folder = '';

  before(() => (folder = mkdtempSync(join(tmpdir(), 'web-pubsub-newcomer-'))));
  after(async () => {
    await Promise.all(shells.map(end));
    rmSync(folder, { recursive: true, force: true });
  });

  it('leads from an empty folder to two clients that talk', async () => {
    const [app, service] = [await freePort(), await freePort()];
    const moved = (text: string): string => text.replaceAll('3000', String(app)).replaceAll('8080', String(service));
    const [project = '', emulator = '', start = '', client = ''] = blocks('sh');
    const { filename } = await pack(folder);
    await run(folder, 'bash', '-ec', project.replace('install web-pubsub-bindings', `install ../${filename}`));
    const chat = join(folder, 'chat');
    writeFileSync(join(chat, 'tsconfig.json'), blocks('json')[0] ?? '');
    for (const [name, code] of modulesOf(page)) writeFileSync(join(chat, name), moved(code));

    const open = (commands: string): ChildProcessWithoutNullStreams => {
      const env = { ...process.env, WEB_PUBSUB_EMULATOR_PORT: String(service) };
      const shell = spawn('bash', ['-ec', moved(commands)], { cwd: chat, env, detached: true });
      shells.push(shell);
      return shell;
    };
    await said(open(emulator).stdout, /Ctrl\+C|inspector/i);
    await said(open(start).stdout, /Chat\.message/);
    const [ann, bob] = [open(client), open(client.replace('ann', 'bob'))];
    const heard = [ann, bob].map(({ stdout }) => said(stdout, /"ann: hello"/));
    await Promise.all([ann, bob].map(({ stdout }) => said(stdout, /"connected"/)));
    ann.stdin.write('hello\n');
    expect(await Promise.all(heard)).to.have.length(2);
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Ends a shell and what it started, which `npx` would leave behind. */
async function end(shell: ChildProcessWithoutNullStreams): Promise<void> {
  if (shell.exitCode !== null || shell.pid === undefined) return;
  const ended = once(shell, 'close');
  process.kill(-shell.pid, 'SIGTERM');
  await ended;
}
