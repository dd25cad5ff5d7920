import { expect } from 'chai';
import { perform } from '../../../lib/emulator/broker/perform.js';
import { brokerStory } from '../../support/broker-story.js';

const message = { dataType: 'text', data: 'hi' } as const;
const done = { value: undefined };

/** ann on two connections, bob on one; c1 and c3 are in g. */
function story() {
  const { broker, hub, open, ended } = brokerStory();
  const [first, c1] = open('c1', { userId: 'ann', groups: ['g'] });
  const [, c2] = open('c2', { userId: 'ann' });
  const [, c3] = open('c3', { userId: 'bob', groups: ['g'] });
  const heard = () => [c1, c2, c3].map((receiver) => receiver.data.length);
  return { broker, hub, ended, first, c1, heard };
}

describe('sending', () => {
  it('reaches all, a group, a user or a connection', () => {
    const { broker, hub, heard } = story();
    perform(broker, hub, { name: 'sendToAll', message });
    perform(broker, hub, { name: 'sendToGroup', group: 'g', message });
    perform(broker, hub, { name: 'sendToUser', userId: 'ann', message });
    perform(broker, hub, { name: 'sendToConnection', connectionId: 'c3', message });
    expect(heard()).to.deep.equal([3, 2, 3]);
  });

  it('says whether it came by a group', () => {
    const { broker, hub, c1 } = story();
    perform(broker, hub, { name: 'sendToGroup', group: 'g', message });
    perform(broker, hub, { name: 'sendToUser', userId: 'ann', message });
    expect(c1.frames).to.deep.equal([
      { type: 'message', from: 'group', group: 'g', message },
      { type: 'message', from: 'server', message },
    ]);
  });

  it('leaves excluded connections out', () => {
    const { broker, hub, heard } = story();
    perform(broker, hub, { name: 'sendToAll', message, excluded: ['c1'] });
    perform(broker, hub, { name: 'sendToGroup', group: 'g', message, excluded: ['c3'] });
    expect(heard()).to.deep.equal([1, 1, 1]);
  });

  it('succeeds also when nobody is there', () => {
    const { broker, hub } = story();
    expect(perform(broker, hub, { name: 'sendToUser', userId: 'nobody', message })).to.deep.equal(done);
    expect(perform(broker, hub, { name: 'sendToConnection', connectionId: 'no', message })).to.deep.equal(done);
  });

  it('reaches those whom a filter takes', () => {
    const { broker, hub, heard } = story();
    perform(broker, hub, { name: 'sendToAll', message, filter: "userId eq 'ann'", excluded: ['c2'] });
    perform(broker, hub, { name: 'sendToGroup', group: 'g', message, filter: "userId ne 'ann'" });
    perform(broker, hub, { name: 'sendToUser', userId: 'ann', message, filter: "not ('g' in groups)" });
    expect(heard()).to.deep.equal([1, 1, 1]);
  });

  it('reaches nobody with a wrong filter', () => {
    const { broker, hub, heard } = story();
    const outcome = perform(broker, hub, { name: 'sendToAll', message, filter: 'userId' });
    expect(outcome).to.have.nested.property('refusal.status', 400);
    expect(heard()).to.deep.equal([0, 0, 0]);
  });
});

describe('membership', () => {
  it('of a connection ends one by one or all at once', () => {
    const { broker, hub, first } = story();
    perform(broker, hub, { name: 'addConnectionToGroup', group: 'h', connectionId: 'c1' });
    perform(broker, hub, { name: 'removeConnectionFromGroup', group: 'g', connectionId: 'c1' });
    expect([...first.groups]).to.deep.equal(['h']);
    perform(broker, hub, { name: 'removeConnectionFromAllGroups', connectionId: 'c1' });
    expect([...first.groups]).to.deep.equal([]);
  });

  it('of a user is that of the connections it has', () => {
    const { broker, hub } = story();
    perform(broker, hub, { name: 'addUserToGroup', group: 'h', userId: 'ann' });
    expect(hub.inGroup('h').size).to.equal(2);
    perform(broker, hub, { name: 'removeUserFromGroup', group: 'h', userId: 'ann' });
    expect(hub.inGroup('h').size).to.equal(0);
    perform(broker, hub, { name: 'removeUserFromAllGroups', userId: 'ann' });
    expect(hub.inGroup('g').size).to.equal(1);
  });

  it('can be changed for all connections and several groups', () => {
    const { broker, hub } = story();
    perform(broker, hub, { name: 'addConnectionsToGroups', groups: ['x', 'y'] });
    expect([hub.inGroup('x').size, hub.inGroup('y').size]).to.deep.equal([3, 3]);
    perform(broker, hub, { name: 'removeConnectionsFromGroups', groups: ['x', 'g'] });
    expect([hub.inGroup('x').size, hub.inGroup('g').size]).to.deep.equal([0, 0]);
  });

  it('changes for those alone whom a filter took before', () => {
    const { broker, hub } = story();
    const filter = "not ('g' in groups) and not ('x' in groups)";
    perform(broker, hub, { name: 'addConnectionsToGroups', groups: ['x', 'g'], filter });
    expect([hub.inGroup('x').size, hub.inGroup('g').size]).to.deep.equal([1, 3]);
    perform(broker, hub, { name: 'removeConnectionsFromGroups', groups: ['g', 'x'], filter: "'x' in groups" });
    expect([hub.inGroup('x').size, hub.inGroup('g').size]).to.deep.equal([0, 2]);
  });

  it('needs somebody to add, and nobody to remove', () => {
    const { broker, hub } = story();
    expect(perform(broker, hub, { name: 'addConnectionToGroup', group: 'g', connectionId: 'no' })).to.deep.equal({
      refusal: {
        status: 404,
        code: 'Error.Connection.NotExisted',
        message: 'Connection `no` is not found.',
        target: 'Connection',
      },
    });
    expect(perform(broker, hub, { name: 'addUserToGroup', group: 'g', userId: 'no' })).to.deep.include({
      refusal: { status: 404, code: 'Warning.User.NotExisted', message: 'User `no` is not found.', target: 'User' },
    });
    expect(perform(broker, hub, { name: 'removeUserFromGroup', group: 'g', userId: 'no' })).to.deep.equal(done);
  });
});

describe('closing', () => {
  it('ends the connections of all, a group, a user, or one', () => {
    const rows = [
      [{ name: 'closeAllConnections' }, ['c1', 'c2', 'c3']],
      [{ name: 'closeGroupConnections', group: 'g' }, ['c1', 'c3']],
      [{ name: 'closeUserConnections', userId: 'ann' }, ['c1', 'c2']],
      [{ name: 'closeConnection', connectionId: 'c3' }, ['c3']],
    ] as const;
    for (const [operation, ids] of rows) {
      const { broker, hub, ended } = story();
      perform(broker, hub, operation);
      expect(ended.map((text) => text.split(':')[0])).to.deep.equal(ids);
    }
  });

  it('leaves excluded connections open and passes the reason on', () => {
    const { broker, hub, ended } = story();
    perform(broker, hub, { name: 'closeAllConnections', excluded: ['c1', 'c2'], reason: 'why' });
    expect(ended).to.deep.equal(['c3: Application server closed the connection. Reason: why']);
  });
});

describe('permissions', () => {
  const permission = { permission: 'sendToGroup', targetName: 'g', connectionId: 'c1' } as const;

  it('are granted, asked for and revoked', () => {
    const { broker, hub } = story();
    const has = () => perform(broker, hub, { name: 'hasPermission', ...permission });
    perform(broker, hub, { name: 'grantPermission', ...permission });
    expect(has()).to.deep.equal({ value: true });
    perform(broker, hub, { name: 'revokePermission', ...permission });
    expect(has()).to.deep.equal({ value: false });
  });

  it('need a connection only to be granted', () => {
    const { broker, hub } = story();
    const missing = { ...permission, connectionId: 'no' };
    expect(perform(broker, hub, { name: 'grantPermission', ...missing })).to.have.nested.property(
      'refusal.code',
      'Info.Connection.NotExisted',
    );
    expect(perform(broker, hub, { name: 'revokePermission', ...missing })).to.deep.equal(done);
    expect(perform(broker, hub, { name: 'hasPermission', ...missing })).to.deep.equal({ value: false });
  });

  it('are refused with 409 when a connection has too many', () => {
    const { broker, hub, first } = story();
    for (let index = 0; index < 1000; index += 1) first.permissions.sendToGroup.set(`g${index}`, true);
    const outcome = perform(broker, hub, { name: 'grantPermission', ...permission });
    expect(outcome).to.have.nested.property('refusal.status', 409);
  });
});

describe('questions', () => {
  it('tell whether somebody is there', () => {
    const { broker, hub } = story();
    const answers = [
      perform(broker, hub, { name: 'connectionExists', connectionId: 'c1' }),
      perform(broker, hub, { name: 'userExists', userId: 'nobody' }),
      perform(broker, hub, { name: 'groupExists', group: 'g' }),
    ];
    expect(answers).to.deep.equal([{ value: true }, { value: false }, { value: true }]);
  });

  it('list a group in the order of ids', () => {
    const { broker, hub } = story();
    expect(perform(broker, hub, { name: 'listConnectionsInGroup', group: 'g' })).to.deep.equal({
      value: [
        { connectionId: 'c1', userId: 'ann' },
        { connectionId: 'c3', userId: 'bob' },
      ],
    });
  });
});
