import { expect } from 'chai';
import { OutputError } from '../../lib/errors.js';
import { toOperation } from '../../lib/outputs/to-operation.js';
import { WebPubSubAction } from '../../lib/outputs/web-pubsub-action.js';
import { foreign } from '../support/foreign.js';

const limits = { messageLimit: 1_000 };
const read = (item: unknown) => toOperation(item, limits);

function refusal(item: unknown, options = limits): OutputError {
  try {
    toOperation(item, options);
  } catch (error) {
    expect(error).to.be.instanceOf(OutputError);
    return error as OutputError;
  }
  throw new Error('the item was accepted');
}

describe('what kind an item is', () => {
  it('follows from the key that is there', () => {
    const items = [
      { message: 'hi' },
      { groupAction: 'Add', targetType: 'Users', targetId: 'ann', groupId: 'g' },
      { action: 'Join', targetType: 'Users', targetId: 'ann', groupId: 'g' },
      { connectionId: 'c1' },
      { targetType: 'Users', targetId: 'ann' },
      { actionName: 'closeClientConnection', connectionId: 'c1' },
    ];
    expect(items.map((item) => read(item).name)).to.deep.equal([
      'sendToAll',
      'addUserToGroup',
      'addUserToGroup',
      'closeConnection',
      'userExists',
      'closeConnection',
    ]);
  });

  it('is refused when two keys compete', () => {
    const error = refusal({ message: 'hi', connectionId: 'c1' });
    expect(error.code).to.equal('WPS_OUTPUT_SHAPE');
    expect(error.message).to.contain('both "message" and "connectionId"');
  });

  it('is refused when two keys compete, one of them undefined', () => {
    expect(refusal({ message: 'hi', groupAction: undefined }).code).to.equal('WPS_OUTPUT_SHAPE');
  });

  it('is refused for the two spellings of the group action together', () => {
    const both = { groupAction: 'Add', action: 'Add', targetType: 'Users', targetId: 'ann', groupId: 'g' };
    expect(refusal(both).message).to.contain('both "groupAction" and "action"');
  });

  it('does not follow from inherited keys', () => {
    expect(refusal(Object.create({ message: 'hi' })).message).to.contain('an empty object');
  });

  for (const [what, item] of Object.entries({
    null: null,
    undefined,
    'a text': 'hi',
    'a number': 1,
    'an array': [],
    bytes: foreign('new ArrayBuffer(1)'),
  })) {
    it(`is not there for ${what}`, () => {
      expect(refusal(item).message).to.contain(`it is ${what}`);
    });
  }

  it('is suggested where the telling key is misspelt', () => {
    expect(refusal({ mesage: 'hi' }).message).to.contain('did you mean "message"?');
  });

  it('is not guessed from a target and one more key', () => {
    expect(refusal({ targetType: 'Users', targetId: 'ann', groupId: 'g' }).code).to.equal('WPS_OUTPUT_SHAPE');
  });

  it('is an unknown action for a name that there is not', () => {
    const error = refusal({ actionName: 'sendToAl', data: 'hi' });
    expect(error.code).to.equal('WPS_OUTPUT_ACTION_UNKNOWN');
    expect(error.message).to.contain('did you mean "sendToAll"?');
  });

  it('is an unknown action for a name that is no text', () => {
    expect(refusal({ actionName: undefined, message: 'hi' }).code).to.equal('WPS_OUTPUT_ACTION_UNKNOWN');
  });

  it('is refused with the cause when reading throws', () => {
    const item = {
      connectionId: 'c1',
      get reason(): string {
        throw new Error('no reason');
      },
    };
    expect(refusal(item).cause).to.have.property('message', 'no reason');
  });
});

describe('an unknown key', () => {
  it('is refused with the one that was meant', () => {
    const error = refusal({ message: 'hi', exclude: ['c1'] });
    expect(error.code).to.equal('WPS_OUTPUT_KEY_UNKNOWN');
    expect(error.message).to.contain('did you mean "excludes"?');
  });

  it('is refused on an action, which has no keys of the seed', () => {
    expect(refusal({ actionName: 'sendToAll', data: 'hi', message: 'hi' }).code).to.equal('WPS_OUTPUT_KEY_UNKNOWN');
  });

  it('may be called __proto__', () => {
    expect(refusal(JSON.parse('{"message":"hi","__proto__":{}}')).code).to.equal('WPS_OUTPUT_KEY_UNKNOWN');
  });
});

describe('an output aimed at the connection that is connecting', () => {
  const connecting = { ...limits, connectingId: 'c1' };

  it('is refused by name', () => {
    const error = refusal({ message: 'hi', targetType: 'Connections', targetId: 'c1' }, connecting);
    expect(error.code).to.equal('WPS_OUTPUT_TO_CONNECTING');
    expect(error.message).to.contain('c1');
  });

  it('is refused for groups and permissions too', () => {
    const items = [
      { groupAction: 'Add', targetType: 'Connections', targetId: 'c1', groupId: 'g' },
      { actionName: 'grantPermission', connectionId: 'c1', permission: 'sendToGroup' },
    ];
    for (const item of items) expect(refusal(item, connecting).code).to.equal('WPS_OUTPUT_TO_CONNECTING');
  });

  it('may be a question', () => {
    expect(toOperation({ targetType: 'Connections', targetId: 'c1' }, connecting).name).to.equal('connectionExists');
  });

  it('may go to every other connection', () => {
    expect(toOperation({ connectionId: 'c2' }, connecting).name).to.equal('closeConnection');
  });
});

describe('an id that would walk up a path', () => {
  const target = { message: 'private' };
  const change = { groupAction: 'Add', targetType: 'Users', targetId: 'ann', groupId: 'g' };
  const items = (id: string): readonly object[] => [
    { ...target, targetType: 'Users', targetId: id },
    { ...target, targetType: 'Connections', targetId: id },
    { ...target, targetType: 'Groups', targetId: id },
    { ...change, targetId: id },
    { ...change, targetType: 'Connections', targetId: id },
    { ...change, groupId: id },
    { ...change, groupAction: 'Check', groupId: id },
    { targetType: 'Users', targetId: id },
    { targetType: 'Connections', targetId: id },
    { targetType: 'Groups', targetId: id },
    { connectionId: id },
    WebPubSubAction.sendToGroup(id, 'x'),
    WebPubSubAction.sendToUser(id, 'x'),
    WebPubSubAction.sendToConnection(id, 'x'),
    WebPubSubAction.addUserToGroup(id, 'g'),
    WebPubSubAction.addUserToGroup('ann', id),
    WebPubSubAction.removeConnectionFromGroup(id, 'g'),
    WebPubSubAction.removeConnectionFromGroup('c1', id),
    WebPubSubAction.removeUserFromAllGroups(id),
    WebPubSubAction.removeConnectionFromAllGroups(id),
    WebPubSubAction.addConnectionsToGroups([id], 'true'),
    WebPubSubAction.closeGroupConnections(id),
    WebPubSubAction.closeUserConnections(id),
    WebPubSubAction.closeClientConnection(id),
    WebPubSubAction.grantPermission(id, 'sendToGroup'),
    WebPubSubAction.revokePermission('c1', 'sendToGroup', id),
  ];

  it('is refused wherever it stands', () => {
    for (const item of ['.', '..'].flatMap(items)) {
      expect(() => toOperation(item, { messageLimit: 100 }), JSON.stringify(item))
        .to.throw()
        .with.property('code', 'WPS_OUTPUT_FIELD');
    }
  });

  it('may be a reason or a filter, which stand in no path', () => {
    expect(toOperation({ connectionId: 'c1', reason: '..' }, { messageLimit: 100 })).to.include({ reason: '..' });
  });
});

describe('half a character', () => {
  const half = 'a\ud800';
  const items = [
    { message: 'x', excludes: [half] },
    { message: 'x', targetType: 'Users', targetId: half },
    { groupAction: 'Add', targetType: 'Users', targetId: 'ann', groupId: half },
    { connectionId: 'c1', reason: half },
    WebPubSubAction.sendToAll('x', { filter: half }),
    WebPubSubAction.sendToGroup('g', 'x', { excluded: ['c1', half] }),
    WebPubSubAction.closeAllConnections({ reason: half }),
  ];

  it('is refused in whatever becomes part of a URL, before anything is sent', () => {
    for (const item of items) {
      expect(() => toOperation(item, { messageLimit: 100 }), JSON.stringify(item))
        .to.throw()
        .with.property('code', 'WPS_OUTPUT_FIELD');
    }
  });
});
