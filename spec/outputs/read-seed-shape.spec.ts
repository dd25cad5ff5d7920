import { expect } from 'chai';
import { toOperation } from '../../lib/outputs/to-operation.js';

const read = (item: unknown) => toOperation(item, { messageLimit: 1_000 });
const text = { dataType: 'text', data: 'hi' };

describe('MessageData', () => {
  it('goes to everyone by default', () => {
    expect(read({ message: 'hi' })).to.deep.equal({ name: 'sendToAll', message: text });
  });

  it('goes to a group, leaving connections out', () => {
    expect(read({ message: 'hi', targetType: 'Groups', targetId: 'g', excludes: ['c1'] })).to.deep.equal({
      name: 'sendToGroup',
      group: 'g',
      message: text,
      excluded: ['c1'],
    });
  });

  it('goes to a user or a connection, in any letter case', () => {
    expect(read({ message: 'hi', targetType: 'users', targetId: 'ann' })).to.deep.include({
      name: 'sendToUser',
      userId: 'ann',
    });
    expect(read({ message: 'hi', targetType: 'CONNECTIONS', targetId: 'c1' })).to.deep.include({
      name: 'sendToConnection',
      connectionId: 'c1',
    });
  });

  it('carries metadata to whomever it goes', () => {
    const metadata = { trace: '1' };
    for (const target of [
      {},
      ...['Groups', 'Users', 'Connections'].map((targetType) => ({ targetType, targetId: 'x' })),
    ]) {
      expect(read({ message: 'hi', ...target, metadata })).to.have.deep.property('message', { ...text, metadata });
    }
    expect(() => read({ message: 'hi', metadata: { a: 1 } })).to.throw(
      '"metadata" of an output of the kind MessageData',
    );
  });

  it('leaves nothing out with an empty list', () => {
    expect(read({ message: 'hi', excludes: [] })).to.deep.equal({ name: 'sendToAll', message: text });
  });

  it('needs a target unless it goes to everyone', () => {
    expect(() => read({ message: 'hi', targetType: 'Users' })).to.throw(
      '"targetId" of an output of the kind MessageData is missing',
    );
    expect(() => read({ message: 'hi', targetType: 'Users', targetId: undefined }))
      .to.throw('"targetId"')
      .with.property('code', 'WPS_OUTPUT_FIELD');
    expect(() => read({ message: 'hi', targetType: 'Users', targetId: '' })).to.throw('an empty text');
  });

  it('does not become a broadcast by a targetType that is undefined', () => {
    expect(() => read({ message: 'hi', targetType: undefined })).to.throw('"targetType"');
  });

  it('has no target without a targetType', () => {
    expect(() => read({ message: 'hi', targetId: 'ann' })).to.throw(
      '"targetId" of an output of the kind MessageData is there without targetType',
    );
  });

  it('has no target beside All', () => {
    expect(() => read({ message: 'hi', targetType: 'All', targetId: 'ann' })).to.throw('there with targetType All');
  });

  it('leaves nobody out of a user or a connection', () => {
    for (const targetType of ['Users', 'Connections']) {
      expect(() => read({ message: 'hi', targetType, targetId: 'x', excludes: ['c1'] })).to.throw('"excludes"');
    }
  });

  it('refuses excludes that are no list of ids', () => {
    for (const excludes of ['c1', [1], [''], null])
      expect(() => read({ message: 'hi', excludes })).to.throw('"excludes"');
  });

  it('refuses an unknown target type', () => {
    expect(() => read({ message: 'hi', targetType: 'User', targetId: 'ann' })).to.throw(
      'one of All, Users, Connections, Groups',
    );
  });

  it('refuses a name that no group can have', () => {
    for (const targetId of [' ', 'g'.repeat(1025)]) {
      expect(() => read({ message: 'hi', targetType: 'Groups', targetId })).to.throw('not the name of a group');
    }
  });
});

describe('GroupData', () => {
  const change = (groupAction: string, targetType: string) =>
    read({ groupAction, targetType, targetId: 'x', groupId: 'g' });

  it('adds and removes users, in every spelling', () => {
    const names = ['Add', 'join', 'REMOVE', 'Leave'].map((action) => change(action, 'Users').name);
    expect(names).to.deep.equal(['addUserToGroup', 'addUserToGroup', 'removeUserFromGroup', 'removeUserFromGroup']);
  });

  it('adds and removes connections', () => {
    expect(change('Add', 'Connections')).to.deep.equal({ name: 'addConnectionToGroup', connectionId: 'x', group: 'g' });
    expect(change('Remove', 'Connections').name).to.equal('removeConnectionFromGroup');
  });

  it('asks with Check', () => {
    expect(change('Check', 'Users')).to.deep.equal({ name: 'isInGroup', userId: 'x', group: 'g' });
    expect(change('check', 'Connections')).to.deep.equal({ name: 'isInGroup', connectionId: 'x', group: 'g' });
  });

  it('is called action in the sample of the seed', () => {
    expect(read({ action: 'Join', targetType: 'Users', targetId: 'ann', groupId: 'g' }).name).to.equal(
      'addUserToGroup',
    );
  });

  it('has a target, a group and a known action', () => {
    const right = { groupAction: 'Add', targetType: 'Users', targetId: 'ann', groupId: 'g' };
    for (const wrong of [
      { groupId: '' },
      { targetId: undefined },
      { targetType: 'Groups' },
      { groupAction: 'Toggle' },
    ]) {
      expect(() => read({ ...right, ...wrong })).to.throw(
        `"${Object.keys(wrong).join()}" of an output of the kind GroupData`,
      );
    }
  });
});

describe('CloseConnectionData', () => {
  it('closes a connection for a reason', () => {
    expect(read({ connectionId: 'c1', reason: 'bye' })).to.deep.equal({
      name: 'closeConnection',
      connectionId: 'c1',
      reason: 'bye',
    });
  });

  it('may leave the reason out', () => {
    expect(read({ connectionId: 'c1', reason: undefined })).to.deep.equal({
      name: 'closeConnection',
      connectionId: 'c1',
    });
  });
});

describe('ExistenceData', () => {
  it('asks for a user, a connection or a group', () => {
    const ask = (targetType: string) => read({ targetType, targetId: 'x' });
    expect(ask('Users')).to.deep.equal({ name: 'userExists', userId: 'x' });
    expect(ask('connections')).to.deep.equal({ name: 'connectionExists', connectionId: 'x' });
    expect(ask('Groups')).to.deep.equal({ name: 'groupExists', group: 'x' });
  });

  it('cannot ask for everyone', () => {
    expect(() => read({ targetType: 'All', targetId: 'x' })).to.throw('one of Users, Connections, Groups');
  });
});
