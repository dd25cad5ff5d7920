import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { systemClock } from '../../lib/clock.js';
import { acceptCallerToken } from '../../lib/service/caller-token.js';
import type { ServiceConnection } from '../../lib/service/connections.js';
import { rejectionOf } from '../support/performs.js';

const key = 'key-of-the-service';
const connection: ServiceConnection = {
  name: 'Service',
  endpoint: 'https://chat.example',
  accessKeys: ['old-key', key],
  hosts: [],
};
const audience = 'https://chat.example/client/hubs/chat';
const soon = (): number => Math.floor(Date.now() / 1000) + 60;

/** A JWT, made by hand. */
function token(claims: object, { alg = 'HS256', secret = key, hash = 'sha256' } = {}): string {
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const signed = `${encode({ alg, typ: 'JWT' })}.${encode(claims)}`;
  const signature = alg === 'none' ? '' : createHmac(hash, secret).update(signed).digest('base64url');
  return `${signed}.${signature}`;
}

const accept = (accessToken: string) => acceptCallerToken(connection, 'chat', accessToken);

describe('a token that the caller made', () => {
  for (const aud of [
    audience,
    `${audience}/`,
    'wss://chat.example/client/hubs/chat',
    'http://Chat.example/client/hubs/chat',
    ['x', audience],
  ]) {
    it(`is taken as it is with the audience ${JSON.stringify(aud)}`, async () => {
      const accessToken = token({ aud, exp: soon(), role: ['mine'] });
      const baseUrl = 'wss://chat.example/client/hubs/chat';
      expect(await accept(accessToken)).to.deep.equal({
        baseUrl,
        url: `${baseUrl}?access_token=${accessToken}`,
        accessToken,
      });
    });
  }

  it('may be signed with either key', async () => {
    expect(await accept(token({ aud: audience, exp: soon() }, { secret: 'old-key' }))).to.have.property('accessToken');
  });

  it('sends clients to the proxy, whose name is not its audience', async () => {
    const accessToken = token({ aud: audience, exp: soon() });
    const proxied = { ...connection, reverseProxyEndpoint: 'http://gateway.example:81/x/' };
    expect((await acceptCallerToken(proxied, 'chat', accessToken)).baseUrl).to.equal(
      'ws://gateway.example:81/client/hubs/chat',
    );
  });

  for (const [what, accessToken] of [
    ['without a signature (alg none)', token({ aud: audience, exp: soon() }, { alg: 'none' })],
    ['signed with another algorithm', token({ aud: audience, exp: soon() }, { alg: 'HS512', hash: 'sha512' })],
    ['signed with another key', token({ aud: audience, exp: soon() }, { secret: 'other' })],
    ['that never ends', token({ aud: audience })],
    ['that has ended', token({ aud: audience, exp: soon() - 120 })],
    ['that has not begun', token({ aud: audience, exp: soon(), nbf: soon() })],
    ['for another hub', token({ aud: 'https://chat.example/client/hubs/lobby', exp: soon() })],
    ['for another service', token({ aud: 'https://evil.example/client/hubs/chat', exp: soon() })],
    ['for the REST interface', token({ aud: 'https://chat.example/api/hubs/chat/:send', exp: soon() })],
    ['for MQTT clients', token({ aud: 'https://chat.example/clients/mqtt/hubs/chat', exp: soon() })],
    ['for nobody', token({ exp: soon() })],
    ['with an audience that is no text', token({ aud: [5], exp: soon() })],
    ['that is none', 'abc'],
    ['that is empty', ''],
  ] as const) {
    it(`${what} is a 401 that repeats nothing of it`, async () => {
      const error = await rejectionOf(accept(accessToken));
      expect([error['status'], error.message, error.cause]).to.deep.equal([
        401,
        'The access token is not valid for this hub.',
        undefined,
      ]);
    });
  }

  it('expires by the clock it is given', async () => {
    const accessToken = token({ aud: audience, exp: soon() });
    const at = (ahead: number) => ({ clock: { ...systemClock, now: () => Date.now() + ahead } });
    await acceptCallerToken(connection, 'chat', accessToken, at(0));
    expect(await rejectionOf(acceptCallerToken(connection, 'chat', accessToken, at(61_000)))).to.have.property(
      'status',
      401,
    );
  });
});
