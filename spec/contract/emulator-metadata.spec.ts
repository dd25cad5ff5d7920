import { expect } from 'chai';
import { withEmulator } from '../support/emulator-story.js';
import type { AnswerEvent, AppAnswer } from '../support/recording-app.js';
import { call } from '../support/rest-call.js';
import { WebSocketClient } from '../support/web-socket-client.js';

const hub = '/api/hubs/chat';
const trace = { 'X-WebPubSub-Metadata-Trace': '00-1', 'x-webpubsub-metadata-b': '' };

describe('metadata of a message by REST', () => {
  it('stands behind the data, before the sequence id', () =>
    withEmulator(async (story) => {
      const url = story.clientUrl({ 'webpubsub.group': 'g' });
      const client = await WebSocketClient.open(url, ['json.reliable.webpubsub.azure.v1']);
      await client.next();
      const given = { body: 'x', type: 'text/plain', headers: trace };
      await call(story, 'POST', `${hub}/:send`, given);
      await call(story, 'POST', `${hub}/groups/g/:send`, given);
      const metadata = '"metadata":{"trace":"00-1","b":""}';
      expect([await client.next(), await client.next()]).to.deep.equal([
        `{"type":"message","from":"server","dataType":"text","data":"x",${metadata},"sequenceId":1}`,
        `{"type":"message","from":"group","group":"g","fromUserId":null,"dataType":"text","data":"x",${metadata},"sequenceId":2}`,
      ]);
    }));

  it('is sent again after a recovery', () =>
    withEmulator(async (story) => {
      const subprotocols = ['json.reliable.webpubsub.azure.v1'];
      const client = await WebSocketClient.open(story.clientUrl(), subprotocols);
      const { connectionId, reconnectionToken } = await client.nextJson();
      client.socket.terminate();
      await client.closed;
      await call(story, 'POST', `${hub}/:send`, { body: 'x', type: 'text/plain', headers: trace });
      const recovery = `awps_connection_id=${String(connectionId)}&awps_reconnection_token=${String(reconnectionToken)}`;
      const again = await WebSocketClient.open(`ws://${story.host}/client/hubs/chat?${recovery}`, subprotocols);
      const frames = [await again.nextJson(), await again.nextJson()];
      expect(frames.find(({ type }) => type === 'message')).to.deep.include({ metadata: { trace: '00-1', b: '' } });
    }));

  it('does not reach simple clients', () =>
    withEmulator(async (story) => {
      const client = await WebSocketClient.open(story.clientUrl());
      await call(story, 'POST', `${hub}/:send`, { body: 'x', type: 'text/plain', headers: trace });
      expect(await client.next()).to.equal('x');
    }));

  const bad: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    'a text of 1025 characters': { 'X-WebPubSub-Metadata-A': 'x'.repeat(1025) },
    'a name of 257 characters': { [`X-WebPubSub-Metadata-${'a'.repeat(257)}`]: 'x' },
    'a text beyond ASCII': { 'X-WebPubSub-Metadata-A': 'ä' },
    'over 8192 characters in all': Object.fromEntries(
      Array.from('abcdefghi', (name) => [`X-WebPubSub-Metadata-${name}`, 'x'.repeat(1024)]),
    ),
  };
  for (const [what, headers] of Object.entries(bad)) {
    it(`is refused with ${what}, and nobody gets the message`, () =>
      withEmulator(async (story) => {
        const client = await story.json();
        const given = { body: 'x', type: 'text/plain' };
        expect((await call(story, 'POST', `${hub}/:send`, { ...given, headers })).status).to.equal(400);
        await call(story, 'POST', `${hub}/:send`, { ...given, body: 'y' });
        expect(await client.nextJson()).to.include({ data: 'y' });
      }));
  }
});

const answering =
  (answer: AppAnswer): AnswerEvent =>
  ({ event }) =>
    event === 'ask' ? answer : {};

describe('metadata of an answer to a user event', () => {
  it('reaches the sender beside the reply, before the ack', () =>
    withEmulator(
      async (story) => {
        const client = await story.json();
        client.socket.send('{"type":"event","event":"ask","ackId":1,"dataType":"text","data":"x"}');
        expect(await client.next()).to.equal(
          '{"type":"message","from":"server","dataType":"text","data":"yes","metadata":{"trace":"1"}}',
        );
        expect(await client.nextJson()).to.include({ type: 'ack', success: true });
      },
      answering({ body: 'yes', headers: { 'Content-Type': 'text/plain', 'X-WebPubSub-Metadata-Trace': '1' } }),
    ));

  it('may be all there is', () =>
    withEmulator(
      async (story) => {
        const client = await story.json();
        client.socket.send('{"type":"event","event":"ask","dataType":"text","data":"x"}');
        expect(await client.nextJson()).to.deep.include({ dataType: 'text', data: '', metadata: { a: '1' } });
      },
      answering({ status: 204, headers: { 'X-WebPubSub-Metadata-A': '1' } }),
    ));
});

describe('metadata of a message by a client', () => {
  it('reaches groups as it is spelled, and simple clients not at all', () =>
    withEmulator(async ({ json, clientUrl }) => {
      const client = await json({ role: 'webpubsub.sendToGroup', 'webpubsub.group': 'g' });
      const simple = await WebSocketClient.open(clientUrl({ 'webpubsub.group': 'g' }));
      client.socket.send('{"type":"sendToGroup","group":"g","data":1,"metadata":{"Trace":"a","trace":"b"}}');
      expect(await client.next()).to.equal(
        '{"type":"message","from":"group","group":"g","fromUserId":null,"dataType":"json","data":1,"metadata":{"Trace":"a","trace":"b"}}',
      );
      expect(await simple.next()).to.equal('1');
    }));

  it('reaches the app as headers, with events and invocations, also without data', () =>
    withEmulator(async ({ json, app }) => {
      const client = await json();
      await client.ask({ type: 'event', event: 'e', ackId: 1, metadata: { Trace: 'a' } });
      const { headers, body } = await app.seen('e');
      expect([headers['x-webpubsub-metadata-trace'], headers['content-type'], body]).to.deep.equal([
        ...['a', 'text/plain; charset=utf-8', ''],
      ]);
      await client.ask({ type: 'invoke', invocationId: '1', event: 'i', data: 1, metadata: { Trace: 'b' } });
      expect((await app.seen('i')).headers).to.include({ 'x-webpubsub-metadata-trace': 'b' });
    }));

  for (const metadata of ['{"a":1}', '{"a":"1","a":"2"}', '{"a":"\\r\\n"}', '[]', '{"a b":"1"}']) {
    it(`closes with 1007 where it is ${metadata}`, () =>
      withEmulator(async ({ json }) => {
        const client = await json();
        client.socket.send(`{"type":"event","event":"e","data":1,"metadata":${metadata}}`);
        expect(await client.closed).to.include({ code: 1007 });
      }));
  }
});
