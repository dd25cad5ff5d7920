import { expect } from 'chai';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import jsonwebtoken from 'jsonwebtoken';
import { accessToken } from '../support/access-token.js';
import { withEmulator, type EmulatorStory } from '../support/emulator-story.js';
import { call } from '../support/rest-call.js';
import { WebSocketClient } from '../support/web-socket-client.js';

const { decode } = jsonwebtoken;
const handshake = {
  ...{ Connection: 'Upgrade', Upgrade: 'websocket' },
  ...{ 'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==', 'Sec-WebSocket-Version': '13' },
};
const reliable = ['json.reliable.webpubsub.azure.v1'];
const hopeless = { code: 1008, reason: 'The connection could not be recovered.' };

/** A reliable client, its id and the URL by which it recovers. */
async function open({ clientUrl, host }: EmulatorStory, claims: object = {}) {
  const client = await WebSocketClient.open(clientUrl(claims), reliable);
  const connected = await client.nextJson();
  const connectionId = String(connected['connectionId']);
  const token = String(connected['reconnectionToken']);
  const recovery = (id = connectionId, reconnection = token, hub = 'chat') =>
    `ws://${host}/client/hubs/${hub}?awps_connection_id=${id}&awps_reconnection_token=${reconnection}`;
  return { client, connectionId, recovery };
}

async function send({ emulator, host }: EmulatorStory, path: string, body: string): Promise<void> {
  const url = `${emulator.url}/api/hubs/chat${path}/:send`;
  const authorization = `Bearer ${accessToken({ aud: `http://${host}/api/hubs/chat${path}/:send` })}`;
  const response = await fetch(url, { method: 'POST', body, headers: { authorization, 'content-type': 'text/plain' } });
  expect(response.status).to.equal(202);
}

describe('the emulator to a client of json.reliable.webpubsub.azure.v1', () => {
  it('numbers the messages of a connection', () =>
    withEmulator(async (story) => {
      const { client } = await open(story);
      await send(story, '', 'a');
      await send(story, '', 'b');
      expect(await client.next()).to.equal(
        '{"type":"message","from":"server","dataType":"text","data":"a","sequenceId":1}',
      );
      expect(await client.nextJson()).to.include({ data: 'b', sequenceId: 2 });
    }));

  it('takes it back after a drop, with its groups and all it missed, and greets it again', () =>
    withEmulator(async (story) => {
      const { client, connectionId, recovery } = await open(story, { sub: 'ann', 'webpubsub.group': 'g' });
      await send(story, '/groups/g', 'one');
      await client.next();
      client.socket.terminate();
      await client.closed;
      await send(story, '/groups/g', 'two');
      const again = await WebSocketClient.open(recovery(), reliable);
      expect(await again.nextJson()).to.include({ event: 'connected', connectionId, userId: 'ann' });
      expect(await again.nextJson()).to.include({ data: 'one', sequenceId: 1 });
      expect(await again.nextJson()).to.include({ data: 'two', sequenceId: 2 });
      await send(story, '/groups/g', 'three');
      expect(await again.nextJson()).to.include({ data: 'three', sequenceId: 3 });
      expect(story.app.events.filter((event) => event === 'connect')).to.have.length(1);
    }));

  it('does not repeat what was acknowledged, and remembers ackIds', () =>
    withEmulator(async (story) => {
      const { client, recovery } = await open(story, { role: 'webpubsub.joinLeaveGroup' });
      await client.ask({ type: 'joinGroup', group: 'g', ackId: 7 });
      await send(story, '', 'one');
      await client.next();
      client.socket.send('{"type":"sequenceAck","sequenceId":1}');
      await client.ask({ type: 'ping' });
      client.socket.terminate();
      const again = await WebSocketClient.open(recovery(), reliable);
      await again.next();
      expect(await again.ask({ type: 'joinGroup', group: 'g', ackId: 7 })).to.have.nested.property(
        'error.name',
        'Duplicate',
      );
    }));

  it('sends all that was missed at once, also when it is as much as may wait', () =>
    withEmulator(async (story) => {
      const { client, recovery } = await open(story);
      client.socket.terminate();
      await client.closed;
      const body = 'x'.repeat(1024 * 1024);
      for (let count = 0; count < 16; count += 1) await send(story, '', body);
      const again = await WebSocketClient.open(recovery(), reliable);
      await again.next();
      for (let count = 1; count <= 16; count += 1) expect(await again.nextJson()).to.include({ sequenceId: count });
    }));

  it('keeps the subprotocol, whatever is offered now', () =>
    withEmulator(async (story) => {
      const { client, recovery } = await open(story);
      client.socket.terminate();
      const again = await WebSocketClient.open(recovery(), ['json.webpubsub.azure.v1', ...reliable]);
      expect(again.socket.protocol).to.equal(reliable[0]);
    }));

  it('keeps the subprotocol also where none is offered, and takes the hub in any letter case', () =>
    withEmulator(async (story) => {
      const { client, connectionId, recovery } = await open(story);
      client.socket.terminate();
      const [, query = ''] = recovery().split('?');
      const request = get(`http://${story.host}/client/hubs/CHAT?${query}`, { headers: handshake });
      const [response, socket] = (await once(request, 'upgrade')) as [IncomingMessage, Socket, Buffer];
      socket.destroy();
      expect(response.headers).to.include({ 'sec-websocket-protocol': reliable[0] });
      expect((await story.app.seen('connected')).headers).to.include({ 'ce-connectionid': connectionId });
    }));

  it('may be taken back twice by one token, which the service issued for a week, and numbers on', () =>
    withEmulator(async (story) => {
      const { client, connectionId, recovery } = await open(story);
      let last = client;
      for (const sequenceId of [1, 2]) {
        last.socket.terminate();
        last = await WebSocketClient.open(recovery(), reliable);
        const { reconnectionToken } = await last.nextJson();
        const claims = decode(String(reconnectionToken)) as { iss: string; aud: string; exp: number; nbf: number };
        expect(claims).to.include({ iss: 'https://webpubsub.azure.com', aud: connectionId });
        expect(claims.exp - claims.nbf).to.equal(7 * 24 * 60 * 60);
        await send(story, '', `message ${sequenceId}`);
        expect(await last.nextJson()).to.include({ sequenceId });
        last.socket.send(JSON.stringify({ type: 'sequenceAck', sequenceId }));
        await last.ask({ type: 'ping' });
      }
    }));

  it('is changed while it is away: messages, groups and permissions', () =>
    withEmulator(async (story) => {
      const { client, connectionId, recovery } = await open(story, { 'webpubsub.group': 'old' });
      client.socket.terminate();
      await client.closed;
      const hub = '/api/hubs/chat';
      const asked = [
        ['HEAD', `${hub}/connections/${connectionId}`],
        ['PUT', `${hub}/groups/new/connections/${connectionId}`],
        ['DELETE', `${hub}/groups/old/connections/${connectionId}`],
        ['PUT', `${hub}/permissions/sendToGroup/connections/${connectionId}?targetName=new`],
      ] as const;
      for (const [method, path] of asked) expect((await call(story, method, path)).status).to.be.oneOf([200, 204]);
      const again = await WebSocketClient.open(recovery(), reliable);
      await again.next();
      await send(story, '/groups/old', 'no');
      again.socket.send('{"type":"sendToGroup","group":"new","dataType":"text","data":"yes","ackId":1}');
      expect(await again.nextJson()).to.include({ data: 'yes', sequenceId: 1 });
      expect(await again.nextJson()).to.include({ type: 'ack', success: true });
    }));

  it('hears an answer of the app again that it did not acknowledge', () =>
    withEmulator(
      async (story) => {
        const { client, recovery } = await open(story);
        expect(await client.ask({ type: 'event', event: 'e', data: 1 })).to.include({ data: 'answer', sequenceId: 1 });
        client.socket.terminate();
        const again = await WebSocketClient.open(recovery(), reliable);
        await again.next();
        expect(await again.nextJson()).to.include({ from: 'server', data: 'answer', sequenceId: 1 });
      },
      ({ event }) => (event === 'e' ? { headers: { 'Content-Type': 'text/plain' }, body: 'answer' } : {}),
    ));

  it('closes a hopeless recovery with 1008 after the handshake, and harms nobody by it', () =>
    withEmulator(async (story) => {
      const { client, connectionId, recovery } = await open(story);
      const expired = accessToken({ aud: connectionId, exp: Math.floor(Date.now() / 1000) - 10 });
      const urls = [
        recovery(connectionId, 'x'),
        recovery(connectionId, ''),
        recovery('other'),
        recovery(connectionId, expired),
        recovery(undefined, undefined, 'otherhub'),
      ];
      for (const url of urls) {
        const again = await WebSocketClient.open(url, reliable);
        expect(await again.closed).to.deep.equal(hopeless);
      }
      expect(await client.ask({ type: 'ping' })).to.deep.equal({ type: 'pong' });
    }));

  it('is over for good after a close by the app, also while it is away', () =>
    withEmulator(async (story) => {
      for (const isAway of [false, true]) {
        const { client, connectionId, recovery } = await open(story);
        if (isAway) client.socket.terminate();
        await call(story, 'DELETE', `/api/hubs/chat/connections/${connectionId}`);
        await client.closed;
        const again = await WebSocketClient.open(recovery(), reliable);
        expect(await again.closed).to.deep.equal(hopeless);
      }
    }));

  it('is over for good after a close with 1000', () =>
    withEmulator(async (story) => {
      const { client, recovery } = await open(story);
      client.socket.close(1000, 'bye');
      expect((await story.app.seen('disconnected')).body).to.equal('{"reason":"bye"}');
      const again = await WebSocketClient.open(recovery(), reliable);
      expect(await again.closed).to.deep.equal(hopeless);
    }));

  it('takes over from a WebSocket that is still open', () =>
    withEmulator(async (story) => {
      const { client, recovery } = await open(story);
      const again = await WebSocketClient.open(recovery(), reliable);
      expect(await client.closed).to.include({ code: 1006 });
      await again.next();
      expect(await again.ask({ type: 'ping' })).to.deep.equal({ type: 'pong' });
    }));
});
