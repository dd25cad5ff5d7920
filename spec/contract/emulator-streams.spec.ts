import {
  WebPubSubClient,
  WebPubSubJsonProtocol,
  WebPubSubJsonReliableProtocol,
  type GroupStream,
  type GroupStreamMessage,
  type WebPubSubClientProtocol,
} from '@azure/web-pubsub-client';
import { WebPubSubServiceClient } from '@azure/web-pubsub';
import { expect } from 'chai';
import { withEmulator, type EmulatorStory } from '../support/emulator-story.js';
import { protobufProtocol, protobufReliableProtocol } from '../support/protobuf-protocol.js';
import { WebSocketClient } from '../support/web-socket-client.js';

const everything = { sub: 'ann', role: ['webpubsub.joinLeaveGroup', 'webpubsub.sendToGroup'] };
const inGroup = { 'webpubsub.group': 'g' };

interface Started {
  readonly client: WebPubSubClient;
  readonly connectionId: string;
}

/** A started client of the real SDK, and who it is. */
async function start({ clientUrl }: EmulatorStory, protocol: WebPubSubClientProtocol): Promise<Started> {
  const options = { protocol, keepAliveIntervalInMs: 0, keepAliveTimeoutInMs: 0 };
  const client = new WebPubSubClient({ getClientAccessUrl: clientUrl({ ...everything, ...inGroup }) }, options);
  const connected = new Promise<string>((resolve) => client.on('connected', (event) => resolve(event.connectionId)));
  await client.start();
  return { client, connectionId: await connected };
}

async function stop(client: WebPubSubClient): Promise<void> {
  const stopped = new Promise<void>((resolve) => client.on('stopped', () => resolve()));
  client.stop();
  await stopped;
}

/** The next stream that a client of the SDK reads. */
function nextStream(client: WebPubSubClient): Promise<GroupStream> {
  return new Promise((resolve) => {
    client.onGroupStream((stream) => resolve(stream));
  });
}

async function readAll(stream: GroupStream): Promise<{ readonly data: unknown[]; readonly error?: unknown }> {
  const data: unknown[] = [];
  try {
    for await (const message of stream as AsyncIterable<GroupStreamMessage>) data.push(message.data);
  } catch (error) {
    return { data, error };
  }
  return { data };
}

/** Cuts the WebSocket of a client as a broken network does. */
function dropOf(client: WebPubSubClient): void {
  const inner = client as unknown as { _wsClient: { _socket: { terminate(): void } } };
  inner._wsClient._socket.terminate();
}

for (const [name, protocol] of [
  ['json', WebPubSubJsonProtocol],
  ['json.reliable', WebPubSubJsonReliableProtocol],
  ['protobuf', protobufProtocol],
  ['protobuf.reliable', protobufReliableProtocol],
] as const) {
  describe(`a group stream of @azure/web-pubsub-client with ${name} against the emulator`, () => {
    it('is read as it was written, in order, to its end', () =>
      withEmulator(async (story) => {
        const sender = await start(story, protocol());
        const reader = await start(story, protocol());
        const reading = nextStream(reader.client);
        const stream = await sender.client.openGroupStream('g');
        await stream.write('a', 'text');
        await stream.write({ b: 1 }, 'json');
        await stream.end();
        expect(await readAll(await reading)).to.deep.equal({ data: ['a', { b: 1 }] });
        await stop(sender.client);
        await stop(reader.client);
      }));

    it('that its sender aborts fails its reader with the reason', () =>
      withEmulator(async (story) => {
        const { client } = await start(story, protocol());
        const reading = nextStream(client);
        const stream = await client.openGroupStream('g');
        await stream.write('a', 'text');
        await stream.abort({ message: 'no more', userErrorCode: 'E1' });
        expect(await readAll(await reading)).to.deep.equal({
          data: ['a'],
          error: { name: 'UserError', message: 'no more', userErrorCode: 'E1' },
        });
        await stop(client);
      }));

    it('ends for sender and reader when nothing came for its time', () =>
      withEmulator(async (story) => {
        const { client } = await start(story, protocol());
        const reading = nextStream(client);
        const stream = await client.openGroupStream('g', { idleTimeoutInMs: 50 });
        const failed = new Promise((resolve) => stream.onError(resolve));
        await stream.write('a', 'text');
        const error = { name: 'IdleTimeout', message: 'Nothing came for 50 ms.' };
        expect(await failed).to.deep.equal(error);
        expect(await readAll(await reading)).to.deep.equal({ data: ['a'], error });
        await stop(client);
      }));

    it('is refused without the permission', () =>
      withEmulator(async ({ clientUrl }) => {
        const options = { protocol: protocol(), keepAliveIntervalInMs: 0, keepAliveTimeoutInMs: 0 };
        const client = new WebPubSubClient({ getClientAccessUrl: clientUrl() }, options);
        await client.start();
        const refused = await client.openGroupStream('g').catch((error: unknown) => error);
        expect(refused).to.have.property('name', 'Forbidden');
        await stop(client);
      }));

    it('ends when its sender loses the permission', () =>
      withEmulator(async (story) => {
        const { client, connectionId } = await start(story, protocol());
        const reading = nextStream(client);
        const stream = await client.openGroupStream('g');
        const failed = new Promise((resolve) => stream.onError(resolve));
        await stream.write('a', 'text');
        const { connectionString } = story.emulator;
        const service = new WebPubSubServiceClient(connectionString, 'chat', { allowInsecureConnection: true });
        const begun = await reading;
        await service.revokePermission(connectionId, 'sendToGroup', { targetName: 'g' });
        await stream.write('b', 'text');
        expect(await failed).to.have.property('name', 'Forbidden');
        expect(await readAll(begun)).to.have.nested.property('error.name', 'Forbidden');
        await stop(client);
      }));
  });
}

describe('a group stream after a drop', () => {
  it('goes on for its sender, with nothing lost and nothing twice', () =>
    withEmulator(async (story) => {
      const sender = await start(story, WebPubSubJsonReliableProtocol());
      const reader = await start(story, WebPubSubJsonProtocol());
      const reading = nextStream(reader.client);
      const stream = await sender.client.openGroupStream('g');
      await stream.write(1, 'json');
      dropOf(sender.client);
      await stream.write(2, 'json');
      await stream.write(3, 'json');
      await stream.end();
      expect(await readAll(await reading)).to.deep.equal({ data: [1, 2, 3] });
      await stop(sender.client);
      await stop(reader.client);
    }));

  it('goes on for its reader', () =>
    withEmulator(async (story) => {
      const sender = await start(story, WebPubSubJsonProtocol());
      const reader = await start(story, WebPubSubJsonReliableProtocol());
      const reading = nextStream(reader.client);
      const stream = await sender.client.openGroupStream('g');
      await stream.write(1, 'json');
      const begun = await reading;
      dropOf(reader.client);
      await stream.write(2, 'json');
      await stream.end();
      expect(await readAll(begun)).to.deep.equal({ data: [1, 2] });
      await stop(sender.client);
      await stop(reader.client);
    }));

  it('is cancelled for its readers when its sender is gone for good', () =>
    withEmulator(async (story) => {
      const sender = await story.json(everything);
      const reader = await start(story, WebPubSubJsonProtocol());
      const reading = nextStream(reader.client);
      await sender.ask({ type: 'sendToGroup', group: 'g', stream: { streamId: 's' } });
      await sender.ask({ type: 'streamData', streamId: 's', streamSequenceId: 1, data: 1 });
      sender.socket.terminate();
      expect(await readAll(await reading)).to.deep.equal({
        data: [1],
        error: { name: 'Cancelled', message: 'The sender of the stream is gone.' },
      });
      await stop(reader.client);
    }));
});

describe('a group stream on the wire', () => {
  it('is frames like these', () =>
    withEmulator(async ({ json, clientUrl }) => {
      const sender = await json(everything);
      const reader = await WebSocketClient.open(clientUrl(inGroup), ['json.reliable.webpubsub.azure.v1']);
      await reader.next();
      const say = async (frame: string): Promise<unknown> => {
        sender.socket.send(frame);
        return sender.next();
      };
      expect([
        await say('{"type":"sendToGroup","group":"g","noEcho":false,"stream":{"streamId":"s","idleTimeoutMs":1000}}'),
        await say('{"type":"streamData","streamId":"s","streamSequenceId":1,"dataType":"text","data":"a"}'),
        await say('{"type":"streamData","streamId":"s","streamSequenceId":1,"dataType":"text","data":"a"}'),
        await say('{"type":"streamData","streamId":"s","streamSequenceId":3,"dataType":"text","data":"c"}'),
        await say('{"type":"streamEnd","streamId":"s"}'),
        await say('{"type":"streamData","streamId":"s"}'),
      ]).to.deep.equal([
        '{"type":"streamAck","streamId":"s","expectedSequenceId":1}',
        '{"type":"streamAck","streamId":"s","expectedSequenceId":2}',
        '{"type":"streamAck","streamId":"s","expectedSequenceId":2}',
        '{"type":"streamNack","streamId":"s","name":"InvalidSequenceId","message":"Expected 2 instead of 3.","expectedSequenceId":2}',
        '{"type":"streamClosed","streamId":"s"}',
        '{"type":"streamClosed","streamId":"s","error":{"name":"StreamNotFound","message":"There is no stream \'s\'."}}',
      ]);
      expect([await reader.next(), await reader.next()]).to.deep.equal([
        '{"type":"message","from":"group","group":"g","fromUserId":"ann","dataType":"text","data":"a","stream":{"streamId":"s","streamSequenceId":1},"sequenceId":1}',
        '{"type":"message","from":"group","group":"g","fromUserId":"ann","dataType":"text","data":"","stream":{"streamId":"s","streamSequenceId":2,"endOfStream":true},"sequenceId":2}',
      ]);
    }));

  it('reaches simple clients as bare messages, its end as nothing', () =>
    withEmulator(async ({ json, clientUrl }) => {
      const sender = await json(everything);
      const simple = await WebSocketClient.open(clientUrl(inGroup));
      await sender.ask({ type: 'sendToGroup', group: 'g', stream: { streamId: 's' } });
      await sender.ask({ type: 'streamData', streamId: 's', streamSequenceId: 1, dataType: 'text', data: 'a' });
      await sender.ask({ type: 'streamEnd', streamId: 's' });
      await sender.ask({ type: 'sendToGroup', group: 'g', dataType: 'text', data: 'after', ackId: 1 });
      expect([await simple.next(), await simple.next()]).to.deep.equal(['a', 'after']);
    }));

  it('has an ack beside its streamAck where the client wants one', () =>
    withEmulator(async ({ json }) => {
      const sender = await json(everything);
      const frame = { type: 'sendToGroup', group: 'g', ackId: 1, stream: { streamId: 's' } };
      expect([await sender.ask(frame), await sender.nextJson()]).to.deep.equal([
        { type: 'streamAck', streamId: 's', expectedSequenceId: 1 },
        { type: 'ack', ackId: 1, success: true },
      ]);
    }));
});
