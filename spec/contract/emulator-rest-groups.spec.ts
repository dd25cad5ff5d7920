import { expect } from 'chai';
import { withEmulator, type EmulatorStory } from '../support/emulator-story.js';
import { call } from '../support/rest-call.js';
import { WebSocketClient } from '../support/web-socket-client.js';

const hub = '/api/hubs/chat';
const type = 'application/json';
const add = (story: EmulatorStory, body: unknown, query = '') =>
  call(story, 'POST', `${hub}/:addToGroups${query}`, { body: JSON.stringify(body), type });
const exists = async (story: EmulatorStory, group: string) =>
  (await call(story, 'HEAD', `${hub}/groups/${encodeURIComponent(group)}`)).status === 200;

describe('groups of many connections by REST', () => {
  const filters: readonly object[] = [{}, { filter: null }, { filter: '' }, { filter: 'true' }];
  for (const filter of filters) {
    it(`are joined by everybody with ${JSON.stringify(filter)}, in every version`, () =>
      withEmulator(async (story) => {
        await story.json();
        for (const version of ['2021-10-01', '2022-11-01', '2023-07-01', '2024-01-01', '2024-12-01']) {
          const { status, body } = await add(story, { groups: [version], ...filter }, `?api-version=${version}`);
          expect([status, body, await exists(story, version)]).to.deep.equal([200, '', true]);
        }
      }));
  }

  it('may be many, long, and named twice', () =>
    withEmulator(async (story) => {
      await story.json();
      const groups = [...Array.from({ length: 1025 }, (_, index) => `g${index}`), 'x'.repeat(1024), 'g0'];
      expect((await add(story, { groups })).status).to.equal(200);
      expect([await exists(story, 'g1024'), await exists(story, 'x'.repeat(1024))]).to.deep.equal([true, true]);
      await call(story, 'POST', `${hub}/:removeFromGroups`, { body: JSON.stringify({ groups }), type });
      expect(await exists(story, 'g0')).to.equal(false);
    }));

  it('take nobody of another hub, and nobody where nobody fits', () =>
    withEmulator(async (story) => {
      await story.json({ sub: 'ann' });
      expect((await add(story, { groups: ['g'], filter: "userId eq 'bob'" })).status).to.equal(200);
      const path = '/api/hubs/other/:addToGroups';
      expect((await call(story, 'POST', path, { body: '{"groups":["g"]}', type })).status).to.equal(200);
      expect(await exists(story, 'g')).to.equal(false);
    }));

  const bodies = [
    ...['', '{', 'null', '[]', '"g"', '1', '{}', '{"groups":null}', '{"groups":"g"}', '{"groups":{}}', '{"groups":[]}'],
    ...['{"groups":[""]}', '{"groups":[" "]}', '{"groups":["g",""]}', '{"groups":["g",null]}', '{"groups":["g",1]}'],
    ...['{"groups":["g",["h"]]}', `{"groups":["g","${'x'.repeat(1025)}"]}`, '{"groups":["g"],"filter":1}'],
    ...['{"groups":["g"],"filter":{}}', '{"groups":["g"],"filter":" "}', '{"groups":["g"],"filter":"userId"}'],
    ...['{"groups":["g"],"filter":"(true"}', '{"groups":["g"]} x', '{"groups":["g"],"filter":"userId lt 1"}'],
  ];
  it(`are refused with 400 for ${bodies.length} wrong bodies, and nobody joins`, () =>
    withEmulator(async (story) => {
      await story.json();
      for (const body of bodies) {
        const { status } = await call(story, 'POST', `${hub}/:addToGroups`, { body, type });
        expect(status, body).to.equal(400);
      }
      expect(await exists(story, 'g')).to.equal(false);
    }));

  for (const other of [undefined, 'text/plain', 'application/octet-stream', 'text/xml', `${type}; charset=x-none`]) {
    it(`are 415 for ${other ?? 'no type'}`, () =>
      withEmulator(async (story) => {
        const given = { body: '{"groups":["g"]}', ...(other === undefined ? {} : { type: other }) };
        expect((await call(story, 'POST', `${hub}/:removeFromGroups`, given)).status).to.equal(415);
      }));
  }

  it('are joined by a client that is away, which hears of them when it is back', () =>
    withEmulator(async (story) => {
      const subprotocols = ['json.reliable.webpubsub.azure.v1'];
      const client = await WebSocketClient.open(story.clientUrl({ sub: 'ann' }), subprotocols);
      const { connectionId, reconnectionToken } = await client.nextJson();
      client.socket.terminate();
      await client.closed;
      await add(story, { groups: ['g'], filter: "userId eq 'ann'" });
      const given = { body: 'x', type: 'text/plain', headers: { 'X-WebPubSub-Metadata-A': '1' } };
      await call(story, 'POST', `${hub}/groups/g/:send?filter='g'%20in%20groups`, given);
      const query = `awps_connection_id=${String(connectionId)}&awps_reconnection_token=${String(reconnectionToken)}`;
      const again = await WebSocketClient.open(`ws://${story.host}/client/hubs/chat?${query}`, subprotocols);
      await again.next();
      expect(await again.nextJson()).to.deep.include({ group: 'g', data: 'x', metadata: { a: '1' } });
    }));
});
