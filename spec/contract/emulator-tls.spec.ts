import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request, type RequestOptions } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { performance } from 'node:perf_hooks';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { connect as connectSecurely, type PeerCertificate } from 'node:tls';
import { promisify } from 'node:util';
import { WebPubSubServiceClient } from '@azure/web-pubsub';
import { expect } from 'chai';
import { lateMilliseconds } from '../../lib/emulator/client/late-listener.js';
import { startEmulator, type Emulator } from '../../lib/emulator/index.js';
import { createCertificates } from '../../lib/emulator/tls/certificates.js';
import { withEmulator } from '../support/emulator-story.js';
import { WebSocketClient } from '../support/web-socket-client.js';

const tls = { tls: true } as const;
const secure = (story: (emulator: Emulator) => Promise<void>) =>
  withEmulator(({ emulator }) => story(emulator), undefined, tls);
const ca = ({ certificate }: Emulator): string => certificate ?? expect.fail('there is a certificate');
const portOf = ({ url }: Emulator): number => Number(new URL(url).port);

/** Calls by node:https, which trusts nothing but what `options` say. */
async function get(url: string, options: RequestOptions): Promise<{ status: number | undefined; body: string }> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(url, { agent: false, ...options }, resolve)
      .on('error', reject)
      .end();
  });
  return { status: response.statusCode, body: await text(response) };
}

const health = (emulator: Emulator) => get(`${emulator.url}/api/health`, { method: 'HEAD', ca: ca(emulator) });

// Node 22.23 takes no address of IPv6 for one and so proves none; OpenSSL's own check of the same certificate does.
const checkServerIdentity = (address: string, { raw }: PeerCertificate): Error | undefined =>
  new X509Certificate(raw).checkIP(address) === undefined ? new Error(`It is not for ${address}.`) : undefined;

describe('the emulator with tls', () => {
  it('names https, and the authority that it is to be trusted by', () =>
    secure(async (emulator) => {
      expect(emulator.url).to.match(/^https:\/\/localhost:\d+$/);
      expect(emulator.connectionString).to.include(`Endpoint=${emulator.url};`);
      expect(emulator.certificate).to.match(/^-----BEGIN CERTIFICATE-----\n/);
    }));

  it('has no certificate without', () =>
    withEmulator(async ({ emulator }) => {
      expect(emulator).to.not.have.property('certificate');
    }));

  for (const [name, check] of [
    ['localhost', {}],
    ['127.0.0.1', {}],
    ['[::1]', { checkServerIdentity }],
  ] as const) {
    it(`is proven as ${name}`, () =>
      secure(async (emulator) => {
        const url = `https://${name}:${portOf(emulator)}/api/health`;
        expect((await get(url, { method: 'HEAD', ca: ca(emulator), ...check })).status).to.equal(200);
      }));
  }

  it('is proven as an address that is written in a rare way', async () => {
    const host = '::ffff:127.0.0.1';
    const emulator = await startEmulator({ port: 0, host, accessKey: 'x'.repeat(32), tls: true });
    const response = await get(`${emulator.url}/api/health`, { method: 'HEAD', ca: ca(emulator), checkServerIdentity });
    expect(response.status).to.equal(200);
    await emulator.close();
  });

  it('is believed by nobody who does not trust it, another emulator of the same machine included', () =>
    secure((emulator) =>
      secure(async (other) => {
        const strangers = [{}, { ca: ca(other) }];
        for (const options of strangers) {
          const failure = await get(`${emulator.url}/api/health`, options).catch((error: unknown) => error);
          expect(failure)
            .to.have.property('code')
            .that.matches(/^(UNABLE_TO_VERIFY|SELF_SIGNED|UNABLE_TO_GET_ISSUER)/);
        }
      }),
    ));

  it('serves with a certificate of your own', async () => {
    const { key, cert, authority } = await createCertificates(['localhost'], Date.now());
    const emulator = await startEmulator({ port: 0, tls: { key, cert } });
    expect((await get(`${emulator.url}/api/health`, { method: 'HEAD', ca: authority })).status).to.equal(200);
    // Node trusts no certificate of a server alone: whose authority signed it is not in it.
    expect(emulator).to.not.have.property('certificate');
    await emulator.close();
  });

  it('serves clients by wss, calls by https, and sends events as without', () =>
    withEmulator(
      async ({ emulator, app, host, clientUrl }) => {
        const options = { ca: ca(emulator) };
        const url = clientUrl({ sub: 'ann', 'webpubsub.group': ['g'] }).replace('ws:', 'wss:');
        const client = await WebSocketClient.open(url, ['json.webpubsub.azure.v1'], options);
        expect(await client.nextJson()).to.include({ event: 'connected', userId: 'ann' });
        expect(await app.seen('connected')).to.have.nested.property('headers.webhook-request-origin', 'localhost');
        const service = new WebPubSubServiceClient(emulator.connectionString, 'chat', { tlsOptions: options });
        await service.group('g').sendToAll('hi', { contentType: 'text/plain' });
        expect(await client.nextJson()).to.include({ type: 'message', data: 'hi' });
        expect((await service.getClientAccessToken()).url).to.match(new RegExp(`^wss://${host}/client/hubs/chat`));
        await client.close();
      },
      undefined,
      tls,
    ));

  // what @azure/web-pubsub-client 1.1.0 needs: it notes that it waits for an ack once its send has called back.
  it('answers no client before its send is over, whose end Node reports a turn later here', () =>
    withEmulator(
      async ({ emulator, clientUrl }) => {
        const url = clientUrl({ sub: 'ann' }).replace('ws:', 'wss:');
        const client = await WebSocketClient.open(url, ['json.webpubsub.azure.v1'], { ca: ca(emulator) });
        await client.nextJson();
        const took: number[] = [];
        for (let ackId = 1; ackId <= 10; ackId += 1) {
          const sent = performance.now();
          client.socket.send(`{"type":"joinGroup","group":"g","ackId":${ackId}}`);
          expect(await client.nextJson()).to.include({ type: 'ack', ackId, success: false });
          took.push(performance.now() - sent);
        }
        expect(Math.min(...took)).to.be.at.least(lateMilliseconds - 1);
        await client.close();
      },
      undefined,
      tls,
    ));

  it('ignores the wish for another protocol here, too', () =>
    secure(async (emulator) => {
      const headers = { connection: 'Upgrade', upgrade: 'h2c' };
      const given = { method: 'HEAD', ca: ca(emulator), headers };
      expect((await get(`${emulator.url}/api/health`, given)).status).to.equal(200);
    }));
});

describe('what is no TLS', () => {
  const garbage: Readonly<Record<string, Buffer>> = {
    'plain HTTP': Buffer.from('GET /api/health HTTP/1.1\r\nHost: localhost\r\n\r\n'),
    'random bytes': Buffer.from('8f00ff17c3a0'.repeat(50), 'hex'),
    'a record that is too long': Buffer.from('16030100ffff', 'hex'),
    'a handshake of SSL 2': Buffer.from('802e0100020015000000100100800200800300800400800500800600400700c0', 'hex'),
    'an alert before all else': Buffer.from('15030100020228', 'hex'),
  };
  for (const [what, bytes] of Object.entries(garbage)) {
    it(`ends its connection alone: ${what}`, () =>
      withEmulator(
        async ({ emulator, warnings }) => {
          const socket = connect(portOf(emulator), '127.0.0.1').on('error', () => {});
          socket.resume().end(bytes);
          await once(socket, 'close');
          expect((await health(emulator)).status).to.equal(200);
          expect(warnings).to.deep.equal([]);
        },
        undefined,
        tls,
      ));
  }

  it('holds up nothing: a client that breaks its handshake off, or goes on to nothing', () =>
    secure(async (emulator) => {
      const broken = connect(portOf(emulator), '127.0.0.1').on('error', () => {});
      await once(broken, 'connect');
      broken.write(Buffer.from('160301', 'hex'));
      broken.resetAndDestroy();
      const idle = connectSecurely({ port: portOf(emulator), host: 'localhost', ca: ca(emulator) });
      idle.on('error', () => {});
      await once(idle, 'secureConnect');
      expect((await health(emulator)).status).to.equal(200);
      const silent = connect(portOf(emulator), '127.0.0.1').on('error', () => {});
      await once(silent, 'connect');
      await Promise.all([emulator.close(), once(silent.resume(), 'close'), once(idle.resume(), 'close')]);
    }));
});

describe('@azure/web-pubsub-client by wss', () => {
  const script = `
    import { WebPubSubClient } from ${JSON.stringify(import.meta.resolve('@azure/web-pubsub-client'))};
    const client = new WebPubSubClient(process.env.CLIENT_URL, { keepAliveIntervalInMs: 0, keepAliveTimeoutInMs: 0 });
    const message = new Promise((resolve) => client.on('group-message', ({ message }) => resolve(message.data)));
    try {
      await client.start();
    } catch (error) {
      console.log(error.message);
      process.exit();
    }
    await client.joinGroup('g');
    await client.sendToGroup('g', 'hello', 'text');
    console.log(await message);
    client.stop();
  `;

  /** Runs the client as it is in a process that trusts what NODE_EXTRA_CA_CERTS names. */
  async function runClient(clientUrl: string, certificate: string): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'web-pubsub-'));
    const file = join(folder, 'authority.pem');
    await writeFile(file, certificate);
    const env = { ...process.env, CLIENT_URL: clientUrl, NODE_EXTRA_CA_CERTS: file };
    try {
      const given = ['--input-type=module', '-e', script];
      const { stdout } = await promisify(execFile)(process.execPath, given, { env, timeout: 10_000 });
      return stdout.trim();
    } finally {
      await rm(folder, { recursive: true });
    }
  }
  const roles = ['webpubsub.joinLeaveGroup', 'webpubsub.sendToGroup'];

  it('works unmodified where the authority is trusted, and not where another is', () =>
    withEmulator(
      async ({ emulator, clientUrl }) => {
        const { authority: otherAuthority } = await createCertificates(['localhost'], Date.now());
        const url = clientUrl({ sub: 'ann', role: roles }).replace('ws:', 'wss:');
        expect(await runClient(url, ca(emulator))).to.equal('hello');
        expect(await runClient(url, otherAuthority)).to.match(/^unable to verify|self-signed certificate/);
      },
      undefined,
      tls,
    ));
});
