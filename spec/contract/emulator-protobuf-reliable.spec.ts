import { expect } from 'chai';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import jsonwebtoken from 'jsonwebtoken';
import { VirtualClock } from '../../lib/emulator/index.js';
import { withEmulator, type EmulatorStory } from '../support/emulator-story.js';
import { greeted, openProtobuf, type ProtobufClient } from '../support/protobuf-client.js';
import { bytes, entry, fieldsOf, find, message, number } from '../support/protobuf-wire.js';
import { call } from '../support/rest-call.js';
import { WebSocketClient } from '../support/web-socket-client.js';

const { decode } = jsonwebtoken;
const handshake = {
  ...{ Connection: 'Upgrade', Upgrade: 'websocket' },
  ...{ 'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==', 'Sec-WebSocket-Version': '13' },
};
const reliable = 'protobuf.reliable.webpubsub.azure.v1';
const any = Buffer.concat([bytes(1, 'type.googleapis.com/a.B'), bytes(2, Buffer.from([8, 1]))]);
const greatest = 2n ** 64n - 1n;
const hopeless = { code: 1008, reason: 'The connection could not be recovered.' };

interface ReliableClient extends ProtobufClient {
  readonly reconnectionToken: string;
  /** The URL by which it comes back. */
  readonly recovery: (changed?: { readonly id?: string; readonly token?: string; readonly hub?: string }) => string;
  /** Comes back after a drop. */
  readonly comeBack: (offered?: string[]) => Promise<ProtobufClient>;
}

async function open(story: EmulatorStory, claims: object = {}, name = reliable): Promise<ReliableClient> {
  const opened = await openProtobuf(story, claims, name);
  const reconnectionToken = find(opened.connected, 3, 1, 3).toString();
  const recovery: ReliableClient['recovery'] = (changed = {}) => {
    const { id = opened.connectionId, token = reconnectionToken, hub = 'chat' } = changed;
    return `ws://${story.host}/client/hubs/${hub}?awps_connection_id=${id}&awps_reconnection_token=${token}`;
  };
  const comeBack = async (offered = [reliable]): Promise<ProtobufClient> =>
    greeted(await WebSocketClient.open(recovery(), offered));
  return { ...opened, reconnectionToken, recovery, comeBack };
}

async function drop({ client }: ProtobufClient): Promise<void> {
  client.socket.terminate();
  await client.closed;
}

const send = (story: EmulatorStory, body: string, headers = {}): Promise<unknown> =>
  call(story, 'POST', '/api/hubs/chat/:send', { body, type: 'text/plain', headers });
const sequenceAck = (id: number): Buffer => message(8, number(1, id));
const ping = message(9);
const pong = message(4);

describe('the emulator to a client of protobuf.reliable.webpubsub.azure.v1', () => {
  it('gives it a token to come back by, in any letter case of the subprotocol', () =>
    withEmulator(async (story) => {
      const { client, reconnectionToken, connectionId } = await open(story, {}, reliable.toUpperCase());
      expect(client.socket.protocol).to.equal(reliable.toUpperCase());
      const claims = { iss: 'https://webpubsub.azure.com', aud: connectionId };
      expect(decode(reconnectionToken)).to.include(claims);
    }));

  for (const acknowledged of [0, 2]) {
    it(`sends it again what comes after ${acknowledged}, in order, and numbers on`, () =>
      withEmulator(async (story) => {
        const opened = await open(story, { role: 'webpubsub.sendToGroup', 'webpubsub.group': 'g' });
        const { client, send: write, next, ask } = opened;
        const frames = new Map<number, Buffer>();
        await send(story, 'one');
        await send(story, 'two', { 'X-WebPubSub-Metadata-A': '1' });
        write(message(1, bytes(1, 'g'), message(3, bytes(3, any))));
        for (const id of [1, 2, 3]) frames.set(id, await next());
        if (acknowledged > 0) write(sequenceAck(acknowledged));
        expect(await ask(ping)).to.deep.equal(pong);
        await drop(opened);
        await send(story, 'four');
        await send(story, 'five', { 'X-WebPubSub-Metadata-A': '5' });
        const again = await opened.comeBack();
        expect(again.connectionId).to.equal(opened.connectionId);
        for (let id = acknowledged + 1; id <= 3; id += 1) expect(await again.next()).to.deep.equal(frames.get(id));
        const ofServer = (id: number, text: string, ...rest: Buffer[]): Buffer =>
          message(2, bytes(1, 'server'), message(3, bytes(1, text)), number(4, id), ...rest);
        expect(await again.next()).to.deep.equal(ofServer(4, 'four'));
        expect(await again.next()).to.deep.equal(ofServer(5, 'five', entry(5, 'a', '5')));
        await send(story, 'six');
        expect(await again.next()).to.deep.equal(ofServer(6, 'six'));
        expect(frames.get(3)).to.deep.equal(
          message(2, bytes(1, 'group'), bytes(2, 'g'), message(3, bytes(3, any)), number(4, 3)),
        );
        expect(client.socket.protocol).to.equal(again.client.socket.protocol);
      }));
  }

  it('keeps its groups, and what was done under 0 and the greatest id', () =>
    withEmulator(async (story) => {
      const opened = await open(story, { role: 'webpubsub.joinLeaveGroup' });
      await opened.ask(message(6, bytes(1, 'g'), number(2, 0)));
      await opened.ask(message(6, bytes(1, 'h'), number(2, greatest)));
      await drop(opened);
      const { ask, next } = await opened.comeBack();
      for (const id of [0n, greatest]) {
        expect(find(await ask(message(7, bytes(1, 'g'), number(2, id))), 1, 3, 1).toString()).to.equal('Duplicate');
      }
      await call(story, 'POST', '/api/hubs/chat/groups/g/:send', { body: 'x', type: 'text/plain' });
      expect(find(await next(), 2, 2).toString()).to.equal('g');
    }));

  it('hears of states again that it did not acknowledge, by their numbers', () =>
    withEmulator(async (story) => {
      const opened = await open(story, { role: 'webpubsub.getGroupState' });
      const snapshot = await opened.ask(message(16, bytes(1, 'g')));
      expect(snapshot).to.deep.equal(message(10, bytes(1, 'g'), number(3, 1)));
      await drop(opened);
      expect(await (await opened.comeBack()).next()).to.deep.equal(snapshot);
    }));

  it('closes a hopeless recovery with 1008, and harms nobody by it', () =>
    withEmulator(async (story) => {
      const { recovery, ask } = await open(story);
      const other = await open(story);
      const wrong = [{ token: 'x' }, { token: '' }, { id: other.connectionId }, { hub: 'other' }];
      for (const changed of wrong) {
        const again = await WebSocketClient.open(recovery(changed), [reliable]);
        expect(await again.closed).to.deep.equal(hopeless);
      }
      expect(await ask(ping)).to.deep.equal(pong);
    }));

  it('does not take it back after 30 seconds, though its token is good', () => {
    const clock = new VirtualClock();
    return withEmulator(
      async (story) => {
        const opened = await open(story);
        const events = story.emulator.events();
        await drop(opened);
        for await (const { what } of events) if (what === 'client.lost') break;
        await clock.advance('31s');
        const again = await WebSocketClient.open(opened.recovery(), [reliable]);
        expect(await again.closed).to.deep.equal(hopeless);
      },
      undefined,
      { clock },
    );
  });

  for (const offered of [
    'protobuf.webpubsub.azure.v1',
    'json.webpubsub.azure.v1',
    'json.reliable.webpubsub.azure.v1',
  ]) {
    it(`stays with its subprotocol where it offers ${offered} first when it comes back`, () =>
      withEmulator(async (story) => {
        const opened = await open(story);
        await drop(opened);
        await send(story, 'x');
        const again = await opened.comeBack([offered, reliable]);
        expect(again.client.socket.protocol).to.equal(reliable);
        expect(fieldsOf(find(await again.next(), 2) as Buffer).map(([field]) => field)).to.deep.equal([1, 3, 4]);
      }));
  }

  it('stays with its subprotocol where it offers none when it comes back', () =>
    withEmulator(async (story) => {
      const opened = await open(story);
      await drop(opened);
      const request = get(opened.recovery().replace('ws:', 'http:'), { headers: handshake });
      const [response, socket] = (await once(request, 'upgrade')) as [IncomingMessage, Socket, Buffer];
      socket.destroy();
      expect(response.headers).to.include({ 'sec-websocket-protocol': reliable });
    }));
});
