import { expect } from 'chai';
import { connect } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { withEmulator, type EmulatorStory } from '../support/emulator-story.js';
import { call } from '../support/rest-call.js';
import { WebSocketClient } from '../support/web-socket-client.js';

const hub = '/api/hubs/chat';
const text = { body: 'x', type: 'text/plain' };

async function open(story: EmulatorStory, claims: object) {
  const client = await WebSocketClient.open(story.clientUrl(claims), ['json.webpubsub.azure.v1']);
  return { client, id: String((await client.nextJson())['connectionId']) };
}

describe('a send by REST', () => {
  it('leaves out what is excluded and what its filter does not take', () =>
    withEmulator(async (story) => {
      const names = ['ann', 'ann', 'ann', 'bob'];
      const them = await Promise.all(names.map((sub) => open(story, { sub, 'webpubsub.group': 'g' })));
      const [first, second] = them.map(({ id }) => id);
      const query = `excluded=${first ?? ''}&excluded=${second ?? ''}&filter=userId%20eq%20'ann'`;
      for (const path of [`/:send?${query}`, `/groups/g/:send?${query}`]) await call(story, 'POST', hub + path, text);
      await call(story, 'POST', `${hub}/:send`, { ...text, body: 'end' });
      const heard: unknown[] = [];
      for (const { client } of them) {
        let count = 0;
        while ((await client.nextJson())['data'] !== 'end') count += 1;
        heard.push(count);
      }
      expect(heard).to.deep.equal([0, 0, 2, 0]);
    }));

  it('is 202 in every version, with every TTL there is, to an empty hub', () =>
    withEmulator(async (story) => {
      for (const version of ['2021-10-01', '2022-11-01', '2023-07-01', '2024-01-01', '2024-12-01']) {
        for (const ttl of ['0', '1', '300']) {
          const query = `?messageTtlSeconds=${ttl}&api-version=${version}`;
          expect((await call(story, 'POST', `/api/hubs/nobody/:send${query}`, text)).status).to.equal(202);
        }
      }
    }));

  for (const ttl of ['', '-1', '301', '1.5', 'x', '%20', '99999999999']) {
    it(`is 400 with messageTtlSeconds=${ttl}`, () =>
      withEmulator(async (story) => {
        expect((await call(story, 'POST', `${hub}/:send?messageTtlSeconds=${ttl}`, text)).status).to.equal(400);
      }));
  }

  for (const version of ['', '2020-10-01', '2021-05-01-preview', '2022-10-01-preview', '2024-12-01%20', '2024-12-1']) {
    it(`is 400 in the version "${version}", also without a token`, () =>
      withEmulator(async (story) => {
        const path = `${hub}/:send?api-version=${version}`;
        expect((await call(story, 'POST', path, { ...text, noToken: true })).status).to.equal(400);
      }));
  }

  it('takes a body of exactly 1 MiB', () =>
    withEmulator(async (story) => {
      const client = await story.json();
      const body = 'x'.repeat(1024 * 1024);
      expect((await call(story, 'POST', `${hub}/:send`, { ...text, body })).status).to.equal(202);
      expect(String(await client.next()).length).to.be.greaterThan(body.length);
    }));

  it('with headers of over 32 KiB is 431, and the emulator goes on', () =>
    withEmulator(async (story) => {
      const headers = { 'X-Long': 'x'.repeat(33_000) };
      expect((await call(story, 'POST', `${hub}/:send`, { ...text, headers })).status).to.equal(431);
      expect((await call(story, 'POST', `${hub}/:send`, text)).status).to.equal(202);
    }));

  for (const line of ['Content-Length: x', 'Content-Length: -1', 'Content-Length: 1\r\nContent-Length: 2']) {
    it(`is 400 with ${JSON.stringify(line)}`, () =>
      withEmulator(async (story) => {
        const [host, port] = story.host.split(':');
        const socket = connect(Number(port), host);
        socket.write(`POST ${hub}/:send HTTP/1.1\r\nHost: ${story.host}\r\n${line}\r\n\r\n`);
        expect(await textOf(socket)).to.match(/^HTTP\/1\.1 400 /);
      }));
  }

  it('says `api-supported-versions` where it succeeds, and a length of 0', () =>
    withEmulator(async (story) => {
      const { headers } = await call(story, 'POST', `${hub}/:send`, text);
      expect(headers).to.include({
        'content-length': '0',
        'api-supported-versions': '2021-10-01, 2022-11-01, 2023-07-01, 2024-01-01, 2024-12-01',
      });
    }));
});
