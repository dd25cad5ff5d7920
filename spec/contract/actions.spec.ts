import { expect } from 'chai';
import { silentLogger } from '../../lib/invocation/logger.js';
import {
  Hub,
  WebPubSubAction as act,
  WebPubSubTrigger,
  type WebPubSubCommand,
  type WebPubSubServer,
} from '../../lib/index.js';
import { startTestApp, type TestApp, type TestClient } from '../../lib/testing/index.js';

@Hub('chat')
class Nobody {
  @WebPubSubTrigger('user', 'say') say(): void {}
}

/** Ann with two connections in no group, Bob with one in the group `red`; all may do nothing themselves. */
interface Cast {
  readonly app: TestApp;
  readonly ann: TestClient;
  readonly annAgain: TestClient;
  readonly bob: TestClient;
  readonly server: WebPubSubServer;
  readonly send: (...actions: readonly WebPubSubCommand[]) => Promise<void>;
}
const id = (client: TestClient): string => client.connectionId ?? '';
const dataOf = (client: TestClient): unknown[] => client.received.map(({ data }) => data);

describe('an action, by what the emulator makes of it', () => {
  let app: TestApp;
  before(async () => {
    app = await startTestApp({ controllers: [Nobody], log: silentLogger });
  });
  after(() => app.close());
  afterEach(() => app.reset());

  const it_ = (title: string, story: (cast: Cast) => Promise<void>) =>
    it(title, async () => {
      const ann = await app.connect('chat', { userId: 'ann' });
      const annAgain = await app.connect('chat', { userId: 'ann' });
      const bob = await app.connect('chat', { userId: 'bob', groups: ['red'] });
      const out = app.host.collector('chat');
      const send = async (...actions: readonly WebPubSubCommand[]): Promise<void> => {
        for (const action of actions) await out.add(action);
      };
      await story({ app, ann, annAgain, bob, server: app.host.server('chat'), send });
    });

  it_('sendToAll reaches all but those left out', async ({ ann, annAgain, bob, send }) => {
    await send(act.sendToAll('hi', { excluded: [id(annAgain)] }), act.sendToAll({ end: true }));
    await Promise.all([ann, annAgain, bob].map((client) => client.next(({ dataType }) => dataType === 'json')));
    expect([ann, annAgain, bob].map(dataOf)).to.deep.equal([
      ['hi', { end: true }],
      [{ end: true }],
      ['hi', { end: true }],
    ]);
  });

  it_('sendToUser reaches every connection of the user', async ({ ann, annAgain, bob, send }) => {
    await send(act.sendToUser('ann', Buffer.from('hi')), act.sendToAll('end'));
    await Promise.all([ann, annAgain, bob].map((client) => client.next(({ data }) => data === 'end')));
    expect([ann, annAgain, bob].map(({ received }) => received.length)).to.deep.equal([2, 2, 1]);
    expect(dataOf(annAgain)[0]).to.deep.equal(Buffer.from('hi'));
  });

  it_('sendToConnection reaches one', async ({ ann, annAgain, send }) => {
    await send(act.sendToConnection(id(ann), { a: [1] }), act.sendToAll('end'));
    await Promise.all([ann, annAgain].map((client) => client.next(({ data }) => data === 'end')));
    expect([ann, annAgain].map(dataOf)).to.deep.equal([[{ a: [1] }, 'end'], ['end']]);
  });

  it_('sendToGroup reaches the members but those left out, and says which group', async ({ ann, bob, send }) => {
    await send(act.addConnectionToGroup(id(ann), 'red'), act.sendToGroup('red', 'hi', { excluded: [id(bob)] }));
    await send(act.sendToGroup('red', 'end'));
    await Promise.all([ann, bob].map((client) => client.next(({ data }) => data === 'end')));
    expect(bob.received).to.have.length(1);
    expect(ann.received[0]).to.include({ from: 'group', group: 'red', data: 'hi' });
  });

  it_(
    'addUserToGroup, removeUserFromGroup and removeUserFromAllGroups are for all connections of a user',
    async ({ server, send }) => {
      const count = async (group: string): Promise<number> => (await server.listConnections(group)).length;
      const members = () => Promise.all(['a', 'b'].map(count));
      await send(act.addUserToGroup('ann', 'a'), act.addUserToGroup('ann', 'b'));
      expect(await members()).to.deep.equal([2, 2]);
      await send(act.removeUserFromGroup('ann', 'a'));
      expect(await members()).to.deep.equal([0, 2]);
      await send(act.addUserToGroup('ann', 'a'), act.removeUserFromAllGroups('ann'));
      expect(await members()).to.deep.equal([0, 0]);
    },
  );

  it_(
    'addConnectionToGroup, removeConnectionFromGroup and removeConnectionFromAllGroups are for one',
    async ({ ann, server, send }) => {
      const isIn = (group: string) => server.isInGroup({ connectionId: id(ann) }, group);
      await send(act.addConnectionToGroup(id(ann), 'a'), act.addConnectionToGroup(id(ann), 'b'));
      expect([await isIn('a'), await isIn('b')]).to.deep.equal([true, true]);
      await send(act.removeConnectionFromGroup(id(ann), 'a'));
      expect([await isIn('a'), await isIn('b')]).to.deep.equal([false, true]);
      await send(act.removeConnectionFromAllGroups(id(ann)));
      expect(await isIn('b')).to.equal(false);
    },
  );

  it_(
    'grantPermission lets a connection do what it could not, and revokePermission takes it back',
    async ({ ann, server, send }) => {
      const may = () => server.hasPermission(id(ann), 'joinLeaveGroup', 'blue');
      await send(act.grantPermission(id(ann), 'joinLeaveGroup', 'blue'));
      expect(await may()).to.equal(true);
      await ann.joinGroup('blue');
      await send(act.revokePermission(id(ann), 'joinLeaveGroup', 'blue'));
      expect(await may()).to.equal(false);
      expect(await server.isInGroup({ connectionId: id(ann) }, 'blue')).to.equal(true);
    },
  );

  it_('closeClientConnection closes one', async ({ ann, server, send }) => {
    await send(act.closeClientConnection(id(ann), 'bye'));
    expect((await ann.closed).code).to.equal(1000);
    expect([await server.connectionExists(id(ann)), await server.userExists('ann')]).to.deep.equal([false, true]);
  });

  it_('closeUserConnections closes those of a user but those left out', async ({ ann, annAgain, server, send }) => {
    await send(act.closeUserConnections('ann', { excluded: [id(annAgain)] }));
    await ann.closed;
    expect([await server.connectionExists(id(annAgain)), await server.userExists('bob')]).to.deep.equal([true, true]);
  });

  it_('closeGroupConnections closes the members', async ({ bob, server, send }) => {
    await send(act.closeGroupConnections('red', { reason: 'night' }));
    await bob.closed;
    expect([await server.groupExists('red'), await server.userExists('ann')]).to.deep.equal([false, true]);
  });

  it_('closeAllConnections closes all but those left out', async ({ ann, annAgain, bob, server, send }) => {
    await send(act.closeAllConnections({ excluded: [id(bob)], reason: 'night' }));
    await Promise.all([ann.closed, annAgain.closed]);
    expect([await server.userExists('ann'), await server.userExists('bob')]).to.deep.equal([false, true]);
  });

  it_('to nobody is taken, and adding somebody who has left counts as done', async ({ send }) => {
    await send(act.sendToUser('nobody', 'hi'), act.sendToGroup('nowhere', 'hi'), act.closeClientConnection('gone'));
    await send(act.addUserToGroup('nobody', 'a'), act.addConnectionToGroup('gone', 'a'));
  });
});
