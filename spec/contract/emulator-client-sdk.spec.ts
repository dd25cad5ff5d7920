import {
  WebPubSubClient,
  WebPubSubJsonProtocol,
  WebPubSubJsonReliableProtocol,
  type OnConnectedArgs,
  type OnGroupDataMessageArgs,
  type OnServerDataMessageArgs,
  type WebPubSubClientProtocol,
} from '@azure/web-pubsub-client';
import { expect } from 'chai';
import { withEmulator, type EmulatorStory } from '../support/emulator-story.js';
import { protobufProtocol, protobufReliableProtocol } from '../support/protobuf-protocol.js';

const roles = { role: ['webpubsub.joinLeaveGroup', 'webpubsub.sendToGroup'] };
const withoutTimers = { keepAliveIntervalInMs: 0, keepAliveTimeoutInMs: 0 };

/** A started client, and its end. */
async function start(story: EmulatorStory, protocol: WebPubSubClientProtocol, claims: object = roles) {
  const client = new WebPubSubClient({ getClientAccessUrl: story.clientUrl(claims) }, { protocol, ...withoutTimers });
  const connected = new Promise<OnConnectedArgs>((resolve) => client.on('connected', resolve));
  await client.start();
  return { client, connected: await connected };
}

function stop(client: WebPubSubClient): Promise<void> {
  return new Promise((resolve) => {
    client.on('stopped', () => resolve());
    client.stop();
  });
}

for (const [name, protocol] of [
  ['json', WebPubSubJsonProtocol],
  ['json.reliable', WebPubSubJsonReliableProtocol],
  ['protobuf', protobufProtocol],
  ['protobuf.reliable', protobufReliableProtocol],
] as const) {
  describe(`@azure/web-pubsub-client with ${name} against the emulator`, () => {
    it('connects and knows its connection and user', () =>
      withEmulator(async (story) => {
        const { client, connected } = await start(story, protocol(), { sub: 'ann' });
        expect(connected.userId).to.equal('ann');
        expect(connected.connectionId).to.match(/^[A-Za-z0-9]{31}$/);
        await stop(client);
      }));

    it('joins a group and hears what it sends there', () =>
      withEmulator(async (story) => {
        const { client } = await start(story, protocol());
        const heard = new Promise<OnGroupDataMessageArgs>((resolve) => client.on('group-message', resolve));
        expect(await client.joinGroup('g')).to.include({ isDuplicated: false });
        await client.sendToGroup('g', { a: 1 }, 'json');
        expect((await heard).message).to.deep.include({ group: 'g', data: { a: 1 }, fromUserId: null });
        await client.leaveGroup('g');
        await stop(client);
      }));

    it('sends an event and hears the answer', () =>
      withEmulator(
        async (story) => {
          const { client } = await start(story, protocol());
          const heard = new Promise<OnServerDataMessageArgs>((resolve) => client.on('server-message', resolve));
          await client.sendEvent('echo', 'hi', 'text');
          expect((await heard).message).to.include({ dataType: 'text', data: 'hi' });
          await stop(client);
        },
        ({ event, body }) => (event === 'echo' ? { headers: { 'Content-Type': 'text/plain' }, body } : {}),
      ));

    it('takes a repeated ackId for done', () =>
      withEmulator(async (story) => {
        const { client } = await start(story, protocol());
        await client.joinGroup('g', { ackId: 7 });
        expect(await client.joinGroup('g', { ackId: 7 })).to.include({ isDuplicated: true });
        await stop(client);
      }));

    it('is told what it may not do', () =>
      withEmulator(async (story) => {
        const client = new WebPubSubClient(
          { getClientAccessUrl: story.clientUrl({}) },
          { protocol: protocol(), messageRetryOptions: { maxRetries: 0 }, ...withoutTimers },
        );
        await client.start();
        const error = await client.joinGroup('g').catch((reason: unknown) => reason);
        expect(error).to.have.nested.property('errorDetail.name', 'Forbidden');
        await stop(client);
      }));
  });
}

describe('@azure/web-pubsub-client after a drop', () => {
  for (const [name, protocol] of [
    ['json', WebPubSubJsonReliableProtocol],
    ['protobuf', protobufReliableProtocol],
  ] as const) {
    it(`recovers a reliable connection and misses nothing, with ${name}`, () =>
      withEmulator(async (story) => {
        const { client, connected } = await start(story, protocol());
        const heard: unknown[] = [];
        const third = new Promise<void>((resolve) =>
          client.on('group-message', ({ message }) => {
            heard.push(message.data);
            if (heard.length === 3) resolve();
          }),
        );
        await client.joinGroup('g');
        const other = await story.json(roles);
        const send = (data: number) => other.socket.send(JSON.stringify({ type: 'sendToGroup', group: 'g', data }));
        send(1);
        dropOf(client);
        send(2);
        send(3);
        await third;
        expect(heard).to.deep.equal([1, 2, 3]);
        expect(connected.connectionId).to.be.a('string');
        await stop(client);
      }));
  }
});

/** Cuts the WebSocket of a client as a broken network does. */
function dropOf(client: WebPubSubClient): void {
  const inner = client as unknown as { _wsClient: { _socket: { terminate(): void } } };
  inner._wsClient._socket.terminate();
}
