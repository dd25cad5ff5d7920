import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import { WebPubSubServer } from '../../lib/outputs/web-pubsub-server.js';
import { recordingPerform, rejectionOf, serviceError } from '../support/performs.js';

function serve(answer: Parameters<typeof recordingPerform>[0] = () => undefined) {
  const { operations, perform } = recordingPerform(answer);
  return { operations, server: new WebPubSubServer('chat', perform, { messageLimit: 1_000 }) };
}

describe('the server object', () => {
  it('knows its hub', () => {
    expect(serve().server.hub).to.equal('chat');
  });

  it('sends to everyone, as in the seed', async () => {
    const { operations, server } = serve();
    await server.send(Buffer.from('hi'));
    expect(operations).to.deep.equal([{ name: 'sendToAll', message: { dataType: 'binary', data: Buffer.from('hi') } }]);
  });

  it('sends to a group, a user and a connection', async () => {
    const { operations, server } = serve();
    await server.sendToGroup('g', 'hi', { excluded: ['c1'] });
    await server.sendToUser('ann', { a: 1 });
    await server.sendToConnection('c1', 'hi', { messageTtlSeconds: 5 });
    expect(operations.map(({ name }) => name)).to.deep.equal(['sendToGroup', 'sendToUser', 'sendToConnection']);
    expect(operations[0]).to.have.deep.property('excluded', ['c1']);
  });

  it('adds a user to a group, as in the seed, or a connection', async () => {
    const { operations, server } = serve();
    await server.addToGroup('ann', 'g');
    await server.addToGroup({ connectionId: 'c1' }, 'g');
    await server.removeFromGroup({ userId: 'ann' }, 'g');
    await server.removeFromAllGroups({ connectionId: 'c1' });
    await server.removeFromAllGroups('ann');
    expect(operations.map(({ name }) => name)).to.deep.equal([
      'addUserToGroup',
      'addConnectionToGroup',
      'removeUserFromGroup',
      'removeConnectionFromAllGroups',
      'removeUserFromAllGroups',
    ]);
  });

  it('moves filtered connections and closes many', async () => {
    const { operations, server } = serve();
    await server.addConnectionsToGroups(['g'], 'true');
    await server.removeConnectionsFromGroups(['g'], 'true');
    await server.closeConnection('c1', 'bye');
    await server.closeAllConnections({ reason: 'bye' });
    await server.closeGroupConnections('g');
    await server.closeUserConnections('ann', { excluded: ['c1'] });
    expect(operations).to.have.lengthOf(6);
  });

  it('asks whether someone is there', async () => {
    const { operations, server } = serve(() => true);
    const answers = [
      await server.connectionExists('c1'),
      await server.userExists('ann'),
      await server.groupExists('g'),
    ];
    expect(answers).to.deep.equal([true, true, true]);
    expect(operations.map(({ name }) => name)).to.deep.equal(['connectionExists', 'userExists', 'groupExists']);
  });

  it('looks for members', async () => {
    const { server } = serve(() => [{ connectionId: 'c1', userId: 'ann' }, { connectionId: 'c2' }]);
    expect(await server.isInGroup({ userId: 'ann' }, 'g')).to.equal(true);
    expect(await server.isInGroup({ connectionId: 'c3' }, 'g')).to.equal(false);
    expect(await server.listConnections('g', { top: 2 })).to.have.lengthOf(2);
  });

  it('grants, revokes and asks for permissions', async () => {
    const { operations, server } = serve(() => true);
    await server.grantPermission('c1', 'sendToGroup', 'g');
    await server.revokePermission('c1', 'joinLeaveGroup');
    expect(await server.hasPermission('c1', 'sendToGroup', 'g')).to.equal(true);
    expect(operations[2]).to.deep.equal({
      name: 'hasPermission',
      connectionId: 'c1',
      permission: 'sendToGroup',
      targetName: 'g',
    });
  });

  it('judges its arguments as a collector judges its items', async () => {
    const { operations, server } = serve();
    expect(await rejectionOf(server.sendToUser('', 'hi'))).to.have.property('code', 'WPS_OUTPUT_FIELD');
    expect(await rejectionOf(server.hasPermission('', 'sendToGroup'))).to.have.property('code', 'WPS_OUTPUT_FIELD');
    expect(await rejectionOf(server.listConnections('g', { maxPageSize: 201 }))).to.have.property(
      'code',
      'WPS_OUTPUT_FIELD',
    );
    for (const failing of [
      server.closeUserConnections('..'),
      server.hasPermission('.', 'sendToGroup'),
      server.isInGroup('ann', '..'),
    ])
      expect(await rejectionOf(failing)).to.have.property('code', 'WPS_OUTPUT_FIELD');
    expect(operations).to.deep.equal([]);
  });

  it('rejects with what the service said', async () => {
    const error = serviceError(500);
    expect(await rejectionOf(serve(() => error).server.send('hi'))).to.equal(error);
  });

  it('tells of calls that failed, and ends no process when nobody awaits them', async () => {
    const told: unknown[] = [];
    const error = serviceError(503);
    const { perform } = recordingPerform(() => error);
    const server = new WebPubSubServer('chat', perform, { messageLimit: 9, onFailure: (reason) => told.push(reason) });
    const unattended = [server.sendToAll('hi'), server.userExists('ann'), server.listConnections('g')];
    const refused = [server.sendToUser('', 'hi'), server.hasPermission('', 'sendToGroup')];
    await setImmediate();
    expect(told.filter((reason) => reason === error)).to.have.length(unattended.length);
    expect(told).to.have.length(unattended.length + refused.length);
  });

  it('hands its signal on', async () => {
    const { signal } = new AbortController();
    const { perform, signals } = recordingPerform();
    await new WebPubSubServer('chat', perform, { messageLimit: 9, signal }).send('hi');
    expect(signals).to.deep.equal([signal]);
  });
});
