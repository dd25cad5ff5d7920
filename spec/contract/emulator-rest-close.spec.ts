import { expect } from 'chai';
import { accessToken } from '../support/access-token.js';
import { withEmulator, type EmulatorStory } from '../support/emulator-story.js';
import { call } from '../support/rest-call.js';
import { WebSocketClient } from '../support/web-socket-client.js';

const hub = '/api/hubs/chat';
const subprotocols = ['json.reliable.webpubsub.azure.v1'];

/** Clients of ann (twice, once in the group) and bob (in the group), with their ids. */
async function three(story: EmulatorStory) {
  const claims = [{ sub: 'ann', 'webpubsub.group': 'g' }, { sub: 'ann' }, { sub: 'bob', 'webpubsub.group': 'g' }];
  const clients = await Promise.all(claims.map((one) => WebSocketClient.open(story.clientUrl(one), subprotocols)));
  const connected = await Promise.all(clients.map((client) => client.nextJson()));
  return { clients, ids: connected.map(({ connectionId }) => String(connectionId)), connected };
}

const open = (clients: readonly WebSocketClient[]) => clients.map(({ socket }) => socket.readyState === socket.OPEN);

async function exist(story: EmulatorStory, ids: readonly string[]) {
  const answers = await Promise.all(ids.map((id) => call(story, 'HEAD', `${hub}/connections/${id}`)));
  return answers.map(({ status }) => status === 200);
}

describe('closing by REST', () => {
  const scopes = [
    ['/:closeConnections', [false, false, false]],
    ['/groups/g/:closeConnections', [false, true, false]],
    ['/users/ann/:closeConnections', [false, false, true]],
    ['/users/ANN/:closeConnections', [true, true, true]],
  ] as const;
  for (const [path, left] of scopes) {
    it(`reaches no others than those of ${path}, and may be repeated`, () =>
      withEmulator(async (story) => {
        const { clients, ids } = await three(story);
        for (const version of ['2021-10-01', '2022-11-01', '2023-07-01', '2024-01-01', '2024-12-01']) {
          expect((await call(story, 'POST', `${hub}${path}?api-version=${version}`)).status).to.equal(204);
        }
        expect(await exist(story, ids)).to.deep.equal(left);
        for (const [index, client] of clients.entries()) if (!left[index]) await client.closed;
        expect(open(clients)).to.deep.equal(left);
      }));
  }

  it('leaves out exactly the ids that are excluded', () =>
    withEmulator(async (story) => {
      const { ids } = await three(story);
      const [first = '', second = '', third = ''] = ids;
      const query = `excluded=${first}&excluded=${second.toUpperCase()}&excluded=%20${third}&excluded=${first},${third}`;
      await call(story, 'POST', `${hub}/:closeConnections?${query}`);
      expect(await exist(story, ids)).to.deep.equal([true, false, false]);
    }));

  it('tells a reason of any length before 1000', () =>
    withEmulator(async (story) => {
      const { clients, ids } = await three(story);
      const reason = 'é'.repeat(1000);
      await call(story, 'DELETE', `${hub}/connections/${ids[0] ?? ''}?reason=${encodeURIComponent(reason)}`);
      const message = `Application server closed the connection. Reason: ${reason}`;
      expect(await clients[0]?.nextJson()).to.deep.equal({ type: 'system', event: 'disconnected', message });
      expect(await clients[0]?.closed).to.deep.equal({ code: 1000, reason: '' });
    }));

  it('is final for a client that is away: it comes back to 1008', () =>
    withEmulator(async (story) => {
      const { clients, connected } = await three(story);
      clients[0]?.socket.terminate();
      await clients[0]?.closed;
      await call(story, 'POST', `${hub}/users/ann/:closeConnections`);
      const { connectionId, reconnectionToken } = connected[0] ?? {};
      const query = `awps_connection_id=${String(connectionId)}&awps_reconnection_token=${String(reconnectionToken)}`;
      const again = await WebSocketClient.open(`ws://${story.host}/client/hubs/chat?${query}`, subprotocols);
      expect((await again.closed).code).to.equal(1008);
    }));

  it('closes nobody when the request is wrong', () =>
    withEmulator(async (story) => {
      const { ids } = await three(story);
      const wrong: readonly (readonly [string, number, Parameters<typeof call>[3]?])[] = [
        ['/api/hubs/1x/:closeConnections', 400],
        [`${hub}/:closeConnections?api-version=2020-01-01`, 400],
        [`${hub}/groups/%20/:closeConnections`, 400],
        [`${hub}/groups/%09/:closeConnections`, 400],
        [`${hub}/groups/${'x'.repeat(1025)}/:closeConnections`, 400],
        [`${hub}/users/%20/:closeConnections`, 400],
        [`${hub}/:closeConnections`, 401, { noToken: true }],
        [`${hub}/:closeConnections`, 401, { aud: `http://${story.host}/api/hubs/other/:closeConnections` }],
      ];
      for (const [path, status, given] of wrong) {
        expect((await call(story, 'POST', path, given)).status, path).to.equal(status);
      }
      const init = { method: 'POST', headers: { authorization: `Bearer ${accessToken({ aud: 'x' })}` } };
      expect((await fetch(`http://${story.host}${hub}/:closeConnections`, init)).status).to.equal(401);
      expect(await exist(story, ids)).to.deep.equal([true, true, true]);
    }));
});
