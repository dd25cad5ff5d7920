import { expect } from 'chai';
import { accessToken } from '../support/access-token.js';
import { withEmulator } from '../support/emulator-story.js';
import { call } from '../support/rest-call.js';
import { WebSocketClient } from '../support/web-socket-client.js';

const hub = '/api/hubs/chat';
const version = '?api-version=2024-12-01';

describe('a token of the REST interface of the emulator', () => {
  const path = `${hub}/:send`;
  const good: Readonly<Record<string, (host: string) => string>> = {
    'the whole URL with its query': (host) => `http://${host}${path}${version}`,
    'the URL without its query': (host) => `https://${host}${path}`,
    'a trailing slash': (host) => `ws://${host}${path}/`,
    'another name of this machine': (host) => `http://127.0.0.1:${host.split(':')[1] ?? ''}${path}`,
  };
  for (const [what, aud] of Object.entries(good)) {
    it(`may name ${what}`, () =>
      withEmulator(async (story) => {
        const given = { body: 'x', type: 'text/plain', aud: aud(story.host) };
        expect((await call(story, 'POST', path + version, given)).status).to.equal(202);
      }));
  }

  it('is taken when a proxy called by another name, or put its own into Host', () =>
    withEmulator(async (story) => {
      const proxied = { body: 'x', type: 'text/plain', headers: { Host: 'proxy.example' } };
      const audiences = [`http://${story.host}${path}`, `https://proxy.example${path}`];
      for (const aud of audiences) expect((await call(story, 'POST', path, { ...proxied, aud })).status).to.equal(202);
    }));

  it('may be encoded once more or less than the path', () =>
    withEmulator(async (story) => {
      const encoded = `${hub}/groups/a%2Fb%20c/:send`;
      const audiences = [encoded, decodeURIComponent(encoded)].map((part) => `http://${story.host}${part}`);
      const text = { body: 'x', type: 'text/plain' };
      for (const aud of audiences) expect((await call(story, 'POST', encoded, { ...text, aud })).status).to.equal(202);
    }));

  const bad: Readonly<Record<string, (host: string) => string>> = {
    'another path': (host) => `http://${host}${hub}/users/u/:send`,
    'another hub': (host) => `http://${host}/api/hubs/other/:send`,
    'another host': () => `http://other.example${path}`,
    'a path that only begins like it': (host) => `http://${host}${path}Suffix`,
    'another scheme': (host) => `ftp://${host}${path}`,
  };
  for (const [what, aud] of Object.entries(bad)) {
    it(`is a 401 for ${what}`, () =>
      withEmulator(async (story) => {
        const { status, headers } = await call(story, 'POST', path, { body: 'x', aud: aud(story.host) });
        expect(status).to.equal(401);
        expect(headers['www-authenticate']).to.equal(
          'Bearer error="invalid_token", error_description="The audience is invalid."',
        );
      }));
  }

  it('is a 401 when it is missing or expired', () =>
    withEmulator(async (story) => {
      expect((await call(story, 'POST', path, { noToken: true })).status).to.equal(401);
      const expired = accessToken({ aud: `http://${story.host}${path}`, exp: 1 });
      const headers = { Authorization: `Bearer ${expired}` };
      expect((await call(story, 'POST', path, { noToken: true, headers })).status).to.equal(401);
    }));
});

describe('a token that the emulator generates', () => {
  it('opens a client with its user, roles and groups', () =>
    withEmulator(async (story) => {
      const query = '?userId=ann&role=webpubsub.joinLeaveGroup&role=x&group=g&minutesToExpire=5';
      const { body } = await call(story, 'POST', `${hub}/:generateToken${query}`, { byIdentity: true });
      const { token } = JSON.parse(body) as { token: string };
      const [header, payload] = token.split('.').map((part) => Buffer.from(part, 'base64url').toString('utf8'));
      expect(header).to.match(/"kid":"s-[0-9a-f-]{36}"/);
      expect(JSON.parse(payload ?? '')).to.deep.include({
        aud: `http://${story.host}/client/hubs/chat`,
        iss: 'https://webpubsub.azure.com',
        sub: 'ann',
        role: ['webpubsub.joinLeaveGroup', 'x'],
        'webpubsub.group': ['g'],
      });
      const url = `ws://${story.host}/client/hubs/chat?access_token=${token}`;
      const client = await WebSocketClient.open(url, ['json.webpubsub.azure.v1']);
      expect(await client.nextJson()).to.include({ event: 'connected', userId: 'ann' });
      expect((await call(story, 'HEAD', `${hub}/groups/g`)).status).to.equal(200);
    }));

  // recorded (2024-12-01): the service makes tokens for clients of MQTT, too.
  it('is made for clients that the emulator refuses, by name', () =>
    withEmulator(async (story) => {
      const path = `${hub}/:generateToken${version}&userId=ann&role=webpubsub.sendToGroup&group=g&clientType=MQTT`;
      const { status, headers, body } = await call(story, 'POST', path, { byIdentity: true });
      expect([status, headers['content-type']]).to.deep.equal([200, 'application/json; charset=utf-8']);
      const { token } = JSON.parse(body) as { token: string };
      const url = `ws://${story.host}/clients/mqtt/hubs/chat?access_token=${token}`;
      expect((await WebSocketClient.refused(url, ['mqtt'])).status).to.equal(501);
    }));

  it('is for identities alone: who has the access key signs tokens itself', () =>
    withEmulator(async (story) => {
      const path = `${hub}/:generateToken`;
      const { status, headers } = await call(story, 'POST', path);
      expect([status, headers['www-authenticate']]).to.deep.equal([
        401,
        'Bearer error="invalid_token", error_description="An access key signs the tokens of clients itself: this call takes tokens of an identity."',
      ]);
      expect((await call(story, 'POST', path, { noToken: true })).status).to.equal(401);
    }));
});
