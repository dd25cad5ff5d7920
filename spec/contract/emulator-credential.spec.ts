import { WebPubSubServiceClient } from '@azure/web-pubsub';
import { expect } from 'chai';
import { startEmulator, VirtualClock } from '../../lib/emulator/index.js';
import { accessToken } from '../support/access-token.js';
import { withEmulator, type EmulatorStory } from '../support/emulator-story.js';
import { call, identityToken, type RestStory } from '../support/rest-call.js';
import { WebSocketClient } from '../support/web-socket-client.js';

const tls = { tls: true } as const;
const ca = ({ emulator }: EmulatorStory): string => emulator.certificate ?? expect.fail('there is a certificate');
const serviceOf = (story: EmulatorStory): WebPubSubServiceClient => {
  const tlsOptions = { ca: ca(story) };
  return new WebPubSubServiceClient(story.emulator.url, story.emulator.credential(), 'chat', { tlsOptions });
};

/** What a send with this token is answered. */
async function sendWith(story: RestStory, token: string): Promise<readonly [number | undefined, string | undefined]> {
  const headers = { Authorization: `Bearer ${token}` };
  const given = { body: 'x', type: 'text/plain', noToken: true, headers } as const;
  const answer = await call(story, 'POST', '/api/hubs/chat/:send', given);
  const said = answer.headers['www-authenticate'];
  return [answer.status, said?.replace('Bearer error="invalid_token", error_description=', '')];
}

describe('@azure/web-pubsub with a TokenCredential against the emulator', () => {
  it('makes its calls', () =>
    withEmulator(
      async (story) => {
        const service = serviceOf(story);
        const url = story.clientUrl({ 'webpubsub.group': ['g'] }).replace('ws:', 'wss:');
        const client = await WebSocketClient.open(url, ['json.webpubsub.azure.v1'], { ca: ca(story) });
        await client.next();
        await service.group('g').sendToAll('hi', { contentType: 'text/plain' });
        expect(await client.nextJson()).to.include({ type: 'message', data: 'hi' });
        expect([await service.groupExists('g'), await service.groupExists('none')]).to.deep.equal([true, false]);
        await client.close();
      },
      undefined,
      tls,
    ));

  it('asks for the tokens of clients, with user, roles, groups and life', () =>
    withEmulator(
      async (story) => {
        const options = {
          userId: 'ann',
          roles: ['webpubsub.sendToGroup.g'],
          groups: ['g'],
          expirationTimeInMinutes: 5,
        };
        const { url, token } = await serviceOf(story).getClientAccessToken(options);
        const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<
          string,
          number
        >;
        expect(claims).to.deep.include({ sub: 'ann', role: ['webpubsub.sendToGroup.g'], 'webpubsub.group': ['g'] });
        expect((claims['exp'] ?? 0) - (claims['iat'] ?? 0)).to.equal(300);
        const client = await WebSocketClient.open(url, ['json.webpubsub.azure.v1'], { ca: ca(story) });
        expect(await client.nextJson()).to.include({ event: 'connected', userId: 'ann' });
        const sent = { type: 'sendToGroup', group: 'g', dataType: 'text', data: 'x', noEcho: true, ackId: 1 };
        expect(await client.ask(sent)).to.include({ ackId: 1, success: true });
        await client.close();
      },
      undefined,
      tls,
    ));

  it('is refused in words with the credential of another emulator', () =>
    withEmulator(
      async (story) => {
        const other = await startEmulator({ port: 0 });
        const tlsOptions = { ca: ca(story) };
        const service = new WebPubSubServiceClient(story.emulator.url, other.credential(), 'chat', { tlsOptions });
        const error = await service.sendToAll('x').catch((reason: unknown) => reason);
        expect(error).to.include({ statusCode: 401 });
        await other.close();
      },
      undefined,
      tls,
    ));
});

describe('a bearer token of an identity', () => {
  it('is for the service, and not for another resource', () =>
    withEmulator(async (story) => {
      expect(await sendWith(story, await identityToken(story))).to.deep.equal([202, undefined]);
      const [status, words] = await sendWith(story, await identityToken(story, 'https://management.azure.com'));
      expect([status, words]).to.deep.equal([
        401,
        '"The audience is invalid: calls to the service need https://webpubsub.azure.com."',
      ]);
    }));

  it('ends when its life does', () => {
    const clock = new VirtualClock();
    return withEmulator(
      async (story) => {
        const token = await identityToken(story);
        await clock.advance('24h');
        expect((await sendWith(story, token))[0]).to.equal(202);
        await clock.advance('6m');
        expect(await sendWith(story, token)).to.deep.equal([401, '"The token is expired."']);
      },
      undefined,
      { clock },
    );
  });

  it('is nothing without the signature of this issuer', () =>
    withEmulator(async (story) => {
      const [, claims] = (await identityToken(story)).split('.');
      const header = Buffer.from('{"alg":"none"}').toString('base64url');
      expect(await sendWith(story, `${header}.${claims ?? ''}.`)).to.deep.equal([401, '"The token is not signed."']);
      const other = await startEmulator({ port: 0 });
      const { token } = await other.credential().getToken('https://webpubsub.azure.com/.default');
      expect((await sendWith(story, token))[1]).to.include('another issuer signed the token');
      await other.close();
    }));

  it('is what an access key cannot make', () =>
    withEmulator(async (story) => {
      const words = await sendWith(story, accessToken({ aud: 'https://webpubsub.azure.com' }));
      expect(words).to.deep.equal([401, '"The audience is invalid."']);
    }));

  // service: since July 2023 clients must negotiate.
  it('opens no client', () =>
    withEmulator(async (story) => {
      const url = `ws://${story.host}/client/hubs/chat?access_token=${await identityToken(story)}`;
      expect(await WebSocketClient.refused(url)).to.include({ status: 401 });
    }));
});
