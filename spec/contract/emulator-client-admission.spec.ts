import { expect } from 'chai';
import { accessToken } from '../support/access-token.js';
import { withEmulator } from '../support/emulator-story.js';
import { loopbackAddresses } from '../support/loopback.js';
import { WebSocketClient } from '../support/web-socket-client.js';

const inAnHour = Math.floor(Date.now() / 1000) + 3600;

describe('the emulator at its door for clients', () => {
  it('takes the token of the query or of the Authorization header', () =>
    withEmulator(async ({ host, clientUrl }) => {
      const token = accessToken({ aud: `http://${host}/client/hubs/chat` });
      const headers = { Authorization: `Bearer ${token}` };
      const client = await WebSocketClient.open(`ws://${host}/client/hubs/chat`, [], { headers });
      await client.close();
      await (await WebSocketClient.open(clientUrl().replace('access_token', 'Access_Token'))).close();
    }));

  it('has the hub in its path or in its query', () =>
    withEmulator(async ({ host }) => {
      for (const aud of [`http://${host}/client/hubs/chat`, `ws://${host}/client/?hub=chat`]) {
        const url = `ws://${host}/client/?hub=chat&access_token=${accessToken({ aud })}`;
        await (await WebSocketClient.open(url)).close();
      }
    }));

  it('takes an audience of any scheme, with a trailing slash, and by another name of this machine', () =>
    withEmulator(async ({ host, clientUrl }) => {
      const [, port = ''] = host.split(':');
      const audiences = [
        `https://${host}/client/hubs/chat`,
        `wss://${host}/client/hubs/chat/`,
        `ws://127.0.0.1:${port}/client/hubs/CHAT`,
      ];
      for (const aud of audiences) await (await WebSocketClient.open(clientUrl({ aud }))).close();
    }));

  it('is reached by localhost and by every loopback address', () =>
    withEmulator(async ({ host, clientUrl }) => {
      const [, port = ''] = host.split(':');
      for (const address of loopbackAddresses()) {
        const name = address.includes(':') ? `[${address}]` : address;
        const client = await WebSocketClient.open(clientUrl().replace(host, `${name}:${port}`));
        await client.close();
      }
    }));

  it('takes tokens of the secondary key', () => {
    const secondaryAccessKey = 'secondary-key-secondary-key-1234';
    return withEmulator(
      async ({ host }) => {
        const token = accessToken({ aud: `http://${host}/client/hubs/chat` }, secondaryAccessKey);
        await (await WebSocketClient.open(`ws://${host}/client/hubs/chat?access_token=${token}`)).close();
      },
      undefined,
      { secondaryAccessKey },
    );
  });

  const bad: Readonly<Record<string, (host: string) => string>> = {
    'no token': () => '',
    'a token that is none': () => 'x.y.z',
    'another key': (host) => accessToken({ aud: `http://${host}/client/hubs/chat` }, 'x'.repeat(40)),
    'another hub': (host) => accessToken({ aud: `http://${host}/client/hubs/other` }),
    'another host': () => accessToken({ aud: 'http://example.com/client/hubs/chat' }),
    'no audience': () => accessToken({}),
    'a token that expired 6 minutes ago': (host) =>
      accessToken({ aud: `http://${host}/client/hubs/chat`, exp: inAnHour - 3960 }),
    'a token that never expires': (host) => accessToken({ aud: `http://${host}/client/hubs/chat`, exp: undefined }),
    'a token without a signature': (host) => {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      return `${part({ alg: 'none' })}.${part({ aud: `http://${host}/client/hubs/chat`, exp: inAnHour })}.`;
    },
  };
  for (const [what, token] of Object.entries(bad)) {
    it(`answers 401 to ${what}`, () =>
      withEmulator(async ({ host, app }) => {
        const refused = await WebSocketClient.refused(`ws://${host}/client/hubs/chat?access_token=${token(host)}`);
        expect(refused.status).to.equal(401);
        expect(app.requests).to.deep.equal([]);
      }));
  }

  it('tolerates clocks that differ by five minutes', () =>
    withEmulator(async ({ clientUrl }) => {
      await (await WebSocketClient.open(clientUrl({ exp: Math.floor(Date.now() / 1000) - 240 }))).close();
    }));

  it('lets anonymous clients in where the hub does, but no bad token', () =>
    withEmulator(async ({ emulator, host }) => {
      emulator.setHub('chat', { anonymousConnectPolicy: 'allow' });
      await (await WebSocketClient.open(`ws://${host}/client/hubs/chat`)).close();
      const refused = await WebSocketClient.refused(`ws://${host}/client/hubs/chat?access_token=x`);
      expect(refused.status).to.equal(401);
    }));

  it('joins the groups of the token, and refuses a token with an invalid one', () =>
    withEmulator(async ({ clientUrl }) => {
      const refused = await WebSocketClient.refused(clientUrl({ 'webpubsub.group': ['g', ' '] }));
      expect(refused).to.include({ status: 400, body: 'The token names an invalid group.' });
    }));

  for (const [path, name] of [
    ['/clients/mqtt/hubs/chat', 'MQTT'],
    ['/clients/socketio/hubs/chat/?EIO=4&transport=polling', 'Socket.IO'],
    ['/server/tunnel', 'tunnel connections'],
  ] as const) {
    it(`refuses ${name} by name, by a WebSocket and without one, and the tap says so`, () =>
      withEmulator(async ({ emulator, host }) => {
        const body = `The emulator does not support ${name} yet.`;
        const events = emulator.events();
        expect(await WebSocketClient.refused(`ws://${host}${path}`)).to.include({ status: 501, body });
        for (const method of ['GET', 'POST']) {
          const response = await fetch(emulator.url + path, { method });
          expect([response.status, await response.text()]).to.deep.equal([501, body]);
        }
        for await (const entry of events) {
          if (entry.what !== 'rest.answered') continue;
          expect(entry).to.include({ status: 501, why: body });
          break;
        }
      }));
  }

  it('answers other paths by name, and paths of clients without a WebSocket with 400', () =>
    withEmulator(async ({ emulator, host }) => {
      expect((await WebSocketClient.refused(`ws://${host}/other`)).status).to.equal(404);
      expect((await WebSocketClient.refused(`ws://${host}/client/hubs/1x`)).status).to.equal(400);
      expect((await fetch(`${emulator.url}/client/hubs/chat`)).status).to.equal(400);
    }));
});
