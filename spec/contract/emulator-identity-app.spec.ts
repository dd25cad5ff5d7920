import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { startEmulator, type Emulator } from '../../lib/emulator/index.js';
import { WebSocketClient } from '../support/web-socket-client.js';

const program = fileURLToPath(new URL('../support/identity-app.js', import.meta.url));
const name = 'WebPubSubConnectionString';

/** What an app is told to be connected to an emulator by identity; it has no key. */
function environmentFor({ url, identity }: Emulator, certificateFile: string): Record<string, string> {
  return {
    [`${name}__serviceUri`]: url,
    [`${name}__credential`]: 'managedidentity',
    [`${name}__webhookAudience`]: 'api://app',
    [`${name}__tenantId`]: identity.tenantId,
    [`${name}__principalId`]: identity.principalId,
    [`${name}__authorityHost`]: identity.authorityHost,
    ...identity.environment,
    NODE_EXTRA_CA_CERTS: certificateFile,
  };
}

interface Story {
  readonly emulator: Emulator;
  /** What the app answers at a route. */
  readonly ask: (route: string) => Promise<{ readonly status: number; readonly body: string }>;
}

/** An emulator with TLS, and an app in a process that trusts it, with the identity of `issuer`. */
async function withApp(emulator: Emulator, issuer: Emulator, story: (given: Story) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'web-pubsub-'));
  const file = join(folder, 'authority.pem');
  await writeFile(file, `${emulator.certificate ?? ''}${issuer.certificate ?? ''}`);
  const env = { ...process.env, ...environmentFor(emulator, file), ...issuer.identity.environment };
  const child = spawn(process.execPath, [program], { env, cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(child, 'close');
  try {
    const port = String((await once(child.stdout, 'data'))[0]).trim();
    setEvents(emulator, `http://127.0.0.1:${port}/api/webpubsub/hubs/{hub}`);
    await story({
      emulator,
      ask: async (route) => {
        const answer = await fetch(`http://127.0.0.1:${port}/${route}`);
        return { status: answer.status, body: await answer.text() };
      },
    });
  } finally {
    child.kill();
    await ended;
    await rm(folder, { recursive: true });
  }
}

function setEvents(emulator: Emulator, urlTemplate: string): void {
  const auth = { type: 'ManagedIdentity', managedIdentity: { resource: 'api://app' } } as const;
  emulator.setHub('chat', { eventHandlers: [{ urlTemplate, userEventPattern: '*', auth }] });
}

const silent = { warn: () => {}, error: () => {} };

describe('an app that is connected by identity, with @azure/identity and the SDK as they are', function () {
  this.timeout(20_000);

  it('negotiates, calls and takes events, all by tokens that are checked', async () => {
    await using emulator = await startEmulator({ port: 0, tls: true, log: silent });
    await withApp(emulator, emulator, async ({ ask }) => {
      const { url } = JSON.parse((await ask('login')).body) as { url: string };
      expect(url).to.match(/^wss:\/\/localhost:/);
      const client = await WebSocketClient.open(url, ['json.webpubsub.azure.v1'], { ca: emulator.certificate ?? '' });
      expect(await client.nextJson()).to.include({ event: 'connected', userId: 'ann' });
      expect(await ask('say')).to.include({ status: 204 });
      expect(await client.nextJson()).to.include({ group: 'g', data: 'said by identity' });
      const answer = await client.ask({ type: 'event', event: 'echo', dataType: 'text', data: 'hello' });
      expect(answer).to.include({ from: 'server', data: 'taken from ann: hello' });
      await client.close();
    });
  });

  it('is refused with an identity of another issuer', async () => {
    await using emulator = await startEmulator({ port: 0, tls: true, log: silent });
    await using other = await startEmulator({ port: 0, tls: true, log: silent });
    await withApp(emulator, other, async ({ ask }) => {
      expect([(await ask('login')).status, (await ask('say')).status]).to.deep.equal([500, 500]);
    });
  });
});
