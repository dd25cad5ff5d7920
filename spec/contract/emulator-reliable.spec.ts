import { expect } from 'chai';
import { accessToken } from '../support/access-token.js';
import { withEmulator, type EmulatorStory } from '../support/emulator-story.js';
import { WebSocketClient } from '../support/web-socket-client.js';

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

  it('keeps the subprotocol, whatever is offered now', () =>
    withEmulator(async (story) => {
      const { client, recovery } = await open(story);
      client.socket.terminate();
      const again = await WebSocketClient.open(recovery(), ['json.webpubsub.azure.v1', ...reliable]);
      expect(again.socket.protocol).to.equal(reliable[0]);
    }));

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

  it('is over for good after a close with 1000 or by the app', () =>
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
