import { WebPubSubServiceClient } from '@azure/web-pubsub';
import { expect } from 'chai';
import { withEmulator, type EmulatorStory } from '../support/emulator-story.js';
import { WebSocketClient } from '../support/web-socket-client.js';

const clientOf = ({ emulator }: EmulatorStory): WebPubSubServiceClient =>
  new WebPubSubServiceClient(emulator.connectionString, 'chat', { allowInsecureConnection: true });

/** A JSON client that the SDK made the token for. */
async function open(service: WebPubSubServiceClient, userId: string, groups: string[] = []) {
  const { url } = await service.getClientAccessToken({ userId, groups });
  const client = await WebSocketClient.open(url, ['json.webpubsub.azure.v1']);
  return { client, connectionId: String((await client.nextJson())['connectionId']) };
}

describe('@azure/web-pubsub against the emulator', () => {
  it('sends to all, to groups, users and connections', () =>
    withEmulator(async (story) => {
      const service = clientOf(story);
      const { client, connectionId } = await open(service, 'a/ü', ['g 1/x']);
      await service.sendToAll({ to: 'all' });
      await service.group('g 1/x').sendToAll('group', { contentType: 'text/plain' });
      await service.sendToUser('a/ü', new Uint8Array([1, 2]), { messageTtlSeconds: 60 });
      await service.sendToConnection(connectionId, ['connection']);
      expect([
        await client.nextJson(),
        await client.nextJson(),
        await client.nextJson(),
        await client.nextJson(),
      ]).to.deep.equal([
        { type: 'message', from: 'server', dataType: 'json', data: { to: 'all' } },
        { type: 'message', from: 'group', group: 'g 1/x', fromUserId: null, dataType: 'text', data: 'group' },
        { type: 'message', from: 'server', dataType: 'binary', data: 'AQI=' },
        { type: 'message', from: 'server', dataType: 'json', data: ['connection'] },
      ]);
    }));

  it('leaves excluded connections out', () =>
    withEmulator(async (story) => {
      const service = clientOf(story);
      const first = await open(service, 'a');
      const second = await open(service, 'b');
      await service.sendToAll('1', { excludedConnections: [first.connectionId] });
      await service.sendToAll('2');
      expect(await first.client.nextJson()).to.include({ data: '2' });
      expect(await second.client.nextJson()).to.include({ data: '1' });
    }));

  it('asks who exists', () =>
    withEmulator(async (story) => {
      const service = clientOf(story);
      const { connectionId } = await open(service, 'ann', ['g']);
      const answers = await Promise.all([
        service.connectionExists(connectionId),
        service.connectionExists('no'),
        service.userExists('ann'),
        service.userExists('no'),
        service.groupExists('g'),
        service.groupExists('no'),
      ]);
      expect(answers).to.deep.equal([true, false, true, false, true, false]);
    }));

  it('changes groups', () =>
    withEmulator(async (story) => {
      const service = clientOf(story);
      const { connectionId } = await open(service, 'ann');
      await service.group('a').addConnection(connectionId);
      await service.group('b').addUser('ann');
      const has = () => Promise.all(['a', 'b'].map((group) => service.groupExists(group)));
      expect(await has()).to.deep.equal([true, true]);
      await service.group('a').removeConnection(connectionId);
      await service.removeUserFromAllGroups('ann');
      expect(await has()).to.deep.equal([false, false]);
      await service.group('b').removeUser('nobody');
      await service.removeConnectionFromAllGroups('nobody');
    }));

  it('hears of a connection or user that cannot be added', () =>
    withEmulator(async (story) => {
      const service = clientOf(story);
      const failures = await Promise.all([
        service
          .group('g')
          .addConnection('no')
          .catch((error: unknown) => error),
        service
          .group('g')
          .addUser('no')
          .catch((error: unknown) => error),
      ]);
      expect(failures[0]).to.include({ statusCode: 404, code: 'Error.Connection.NotExisted' });
      expect(failures[1]).to.include({ statusCode: 404, code: 'Warning.User.NotExisted' });
    }));

  it('grants, asks for and revokes permissions', () =>
    withEmulator(async (story) => {
      const service = clientOf(story);
      const { connectionId } = await open(service, 'ann');
      const target = { targetName: 'g' };
      const has = () => service.hasPermission(connectionId, 'sendToGroup', target);
      await service.grantPermission(connectionId, 'sendToGroup', target);
      expect(await has()).to.equal(true);
      await service.revokePermission(connectionId, 'sendToGroup', target);
      expect(await has()).to.equal(false);
      await service.revokePermission('nobody', 'sendToGroup', target);
    }));

  it('closes connections, with a reason', () =>
    withEmulator(async (story) => {
      const service = clientOf(story);
      const [a, b, c, d] = await Promise.all(['a', 'b', 'c', 'd'].map((user) => open(service, user, [`g-${user}`])));
      if (!a || !b || !c || !d) throw new Error('four clients are open');
      await service.closeConnection(a.connectionId, { reason: 'one' });
      await service.closeUserConnections('b');
      await service.group('g-c').closeAllConnections();
      await service.closeAllConnections({ reason: 'all' });
      expect(await a.client.nextJson())
        .to.have.property('message')
        .that.includes('Reason: one');
      expect(await d.client.nextJson())
        .to.have.property('message')
        .that.includes('Reason: all');
      const ends = await Promise.all([a, b, c, d].map(({ client }) => client.closed));
      expect(ends.map(({ code }) => code)).to.deep.equal([1000, 1000, 1000, 1000]);
    }));

  it('changes many connections and groups at once', () =>
    withEmulator(async (story) => {
      const service = clientOf(story);
      await open(service, 'ann');
      await service.addConnectionsToGroups(['x', 'y'], '');
      expect(await service.groupExists('y')).to.equal(true);
      await service.removeConnectionsFromGroups(['x', 'y'], '');
      expect(await service.groupExists('y')).to.equal(false);
    }));

  it('lists a group over pages', () =>
    withEmulator(async (story) => {
      const service = clientOf(story);
      const opened = await Promise.all(['a', 'b', 'c'].map((user) => open(service, user, ['g'])));
      const members = [];
      for await (const member of await service.group('g').listConnections({ maxPageSize: 2 })) members.push(member);
      expect(members.map(({ connectionId }) => connectionId)).to.have.members(
        opened.map(({ connectionId }) => connectionId),
      );
    }));

  it('is refused with the wrong key', () =>
    withEmulator(async (story) => {
      const wrong = story.emulator.connectionString.replace('ABCDEFGH', 'XXXXXXXX');
      const service = new WebPubSubServiceClient(wrong, 'chat', { allowInsecureConnection: true });
      expect(await service.sendToAll('x').catch((error: unknown) => error)).to.include({ statusCode: 401 });
    }));
});
