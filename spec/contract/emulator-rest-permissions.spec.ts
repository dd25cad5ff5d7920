import { WebPubSubServiceClient } from '@azure/web-pubsub';
import { expect } from 'chai';
import { withEmulator, type EmulatorStory } from '../support/emulator-story.js';
import { call } from '../support/rest-call.js';
import { bytes, message } from '../support/protobuf-wire.js';
import { WebSocketClient } from '../support/web-socket-client.js';

const subprotocols = ['json.reliable.webpubsub.azure.v1'];

async function openReliable(story: EmulatorStory, claims: object = {}) {
  const client = await WebSocketClient.open(story.clientUrl(claims), subprotocols);
  const { connectionId, reconnectionToken } = await client.nextJson();
  const recover = async () => {
    const query = new URLSearchParams({
      awps_connection_id: String(connectionId),
      awps_reconnection_token: String(reconnectionToken),
    });
    const again = await WebSocketClient.open(`ws://${story.host}/client/hubs/chat?${query.toString()}`, subprotocols);
    await again.next();
    return again;
  };
  return { client, connectionId: String(connectionId), recover };
}

/** Calls about one permission of a connection; resolves to their statuses. */
function permissionOf(story: EmulatorStory, connectionId: string, name = 'sendToGroup', hub = 'chat') {
  return async (method: string, target: string, more = '') => {
    const query = `targetName=${encodeURIComponent(target)}${more}`;
    const path = `/api/hubs/${hub}/permissions/${name}/connections/${connectionId}?${query}`;
    return (await call(story, method, path)).status;
  };
}

/** A client of any protocol that sends `x` to the group `g`, and what comes of it. */
async function openSender({ clientUrl, app }: EmulatorStory, protocol: string) {
  const query = protocol === '' ? '&webpubsub_mode=sendToGroup&group=g' : '';
  const client = await WebSocketClient.open(
    clientUrl({ 'webpubsub.group': 'g' }, query),
    protocol === '' ? [] : [protocol],
  );
  if (protocol !== '') await client.next();
  const frames: Readonly<Record<string, readonly (string | Buffer)[]>> = {
    json: ['{"type":"sendToGroup","group":"g","dataType":"text","data":"x"}', '{"type":"ping"}'],
    protobuf: [message(1, bytes(1, 'g'), message(3, bytes(1, 'x'))), message(9)],
  };
  const [frame = 'x', ping = ''] = frames[protocol.split('.')[0] ?? ''] ?? [];
  return {
    ...{ client, connectionId: String((await app.seen('connected')).headers['ce-connectionid']) },
    send: () => client.socket.send(frame),
    /** Resolves to what comes next, which is the answer where nothing else came of the frames before. */
    ping: async () => {
      client.socket.send(ping);
      return String(await client.next());
    },
  };
}

describe('a permission by the official SDK', () => {
  const protocols = ['json.webpubsub.azure.v1', 'json.reliable.webpubsub.azure.v1', ''];
  for (const protocol of [...protocols, 'protobuf.webpubsub.azure.v1', 'protobuf.reliable.webpubsub.azure.v1']) {
    it(`counts from the next message on, and for no other group, for ${protocol || 'a simple client'}`, () =>
      withEmulator(async (story) => {
        const service = new WebPubSubServiceClient(story.emulator.connectionString, 'chat', {
          allowInsecureConnection: true,
        });
        const { client, connectionId, send, ping } = await openSender(story, protocol);
        const listener = await story.json({ 'webpubsub.group': 'g' });
        const has = (targetName: string) => service.hasPermission(connectionId, 'sendToGroup', { targetName });
        await service.grantPermission(connectionId, 'sendToGroup', { targetName: 'g' });
        expect([await has('g'), await has('h')]).to.deep.equal([true, false]);
        send();
        expect(await listener.nextJson()).to.include({ group: 'g', data: 'x' });
        expect(String(await client.next())).to.include('x');
        await service.revokePermission(connectionId, 'sendToGroup', { targetName: 'g' });
        expect([await has('g'), await service.groupExists('g')]).to.deep.equal([false, true]);
        send();
        if (protocol === '') expect(await client.closed).to.have.property('code', 1008);
        else expect(await ping()).to.not.include('x');
        await service.sendToAll('last', { contentType: 'text/plain' });
        expect(await listener.nextJson()).to.include({ data: 'last' });
      }));
  }
});

describe('a permission by REST', () => {
  for (const target of ['room', '*', 'room.*', ' room ', 'a/b+你好', 'x'.repeat(1024)]) {
    it(`is granted and revoked as often as one likes for ${target.slice(0, 9)}`, () =>
      withEmulator(async (story) => {
        const { connectionId } = await openReliable(story);
        const permission = permissionOf(story, connectionId);
        const statuses: unknown[] = [];
        for (const method of ['HEAD', 'PUT', 'PUT', 'HEAD', 'DELETE', 'DELETE', 'HEAD']) {
          statuses.push(await permission(method, target));
        }
        expect(statuses).to.deep.equal([404, 200, 200, 200, 204, 204, 404]);
      }));
  }

  it('is for one group literally, one action, one hub and any version', () =>
    withEmulator(async (story) => {
      const { connectionId } = await openReliable(story);
      const permission = permissionOf(story, connectionId);
      for (const version of ['2021-10-01', '2022-11-01', '2023-07-01', '2024-01-01', '2024-12-01']) {
        expect(await permission('PUT', '*', `&api-version=${version}`)).to.equal(200);
      }
      expect(await permission('HEAD', 'room')).to.equal(404);
      expect(await permission('HEAD', 'Room')).to.equal(404);
      expect(await permissionOf(story, connectionId, 'joinLeaveGroup')('HEAD', '*')).to.equal(404);
      expect(await permissionOf(story, connectionId, 'sendToGroup', 'other')('HEAD', '*')).to.equal(404);
      expect(await permissionOf(story, connectionId, 'sendToGroup', 'CHAT')('HEAD', '*')).to.equal(200);
    }));

  const bad = [
    ['sendToGroup', ''],
    ['sendToGroup', ' '],
    ['sendToGroup', 'x'.repeat(1025)],
    ['other', 'g'],
    ['0', 'g'],
    ['3', 'g'],
    ['-1', 'g'],
    ['sendToGroup,joinLeaveGroup', 'g'],
  ] as const;
  for (const [name, target] of bad) {
    it(`is 400 for ${name} of "${target.slice(0, 9)}"`, () =>
      withEmulator(async (story) => {
        const permission = permissionOf(story, 'c', name);
        const statuses = [await permission('HEAD', target), await permission('PUT', target)];
        expect([...statuses, await permission('DELETE', target)]).to.deep.equal([400, 400, 400]);
      }));
  }

  it('counts at once, for its group alone, and leaves memberships as they are', () =>
    withEmulator(async (story) => {
      const { client, connectionId } = await openReliable(story, {
        role: 'webpubsub.joinLeaveGroup',
        'webpubsub.group': 'g',
      });
      const permission = permissionOf(story, connectionId, 'joinLeaveGroup');
      expect(await permission('DELETE', 'g')).to.equal(204);
      expect(await client.ask({ type: 'leaveGroup', group: 'g', ackId: 1 })).to.include({ success: false });
      expect(await client.ask({ type: 'joinGroup', group: 'h', ackId: 2 })).to.include({ success: true });
      expect((await call(story, 'HEAD', '/api/hubs/chat/groups/g')).status).to.equal(200);
    }));

  it('may change while the client is away, and stays changed', () =>
    withEmulator(async (story) => {
      const { client, connectionId, recover } = await openReliable(story);
      client.socket.terminate();
      await client.closed;
      expect(await permissionOf(story, connectionId, 'joinLeaveGroup')('PUT', 'g')).to.equal(200);
      const again = await recover();
      expect(await again.ask({ type: 'joinGroup', group: 'g', ackId: 1 })).to.include({ success: true });
    }));

  it('is 409 over 1000 single groups, granted or revoked', () =>
    withEmulator(async (story) => {
      const literals = Array.from({ length: 1000 }, (_, index) => `webpubsub.sendToGroup.g${index}`);
      // One pattern beside them, so that a group can be revoked that no single one names.
      const role = [...literals, 'webpubsub.sendToGroups.x*'];
      const { connectionId } = await openReliable(story, { role: role.slice(-400) });
      const permission = permissionOf(story, connectionId);
      for (let index = 0; index < 601; index += 1) expect(await permission('PUT', `h${index}`)).to.equal(200);
      expect([await permission('PUT', 'one more'), await permission('DELETE', 'x1')]).to.deep.equal([409, 409]);
      expect(await permission('DELETE', 'h0')).to.equal(204);
      expect(await permission('DELETE', 'x1')).to.equal(204);
    }));
});
