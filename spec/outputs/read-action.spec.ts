import { expect } from 'chai';
import { toOperation } from '../../lib/outputs/to-operation.js';
import { WebPubSubAction } from '../../lib/outputs/web-pubsub-action.js';

const read = (item: unknown) => toOperation(item, { messageLimit: 1_000 });
const text = { dataType: 'text', data: 'hi' };

describe('an action', () => {
  it('becomes the operation of the same name', () => {
    const actions = [
      WebPubSubAction.sendToAll('hi'),
      WebPubSubAction.sendToGroup('g', 'hi'),
      WebPubSubAction.sendToUser('ann', 'hi'),
      WebPubSubAction.sendToConnection('c1', 'hi'),
      WebPubSubAction.addUserToGroup('ann', 'g'),
      WebPubSubAction.removeUserFromGroup('ann', 'g'),
      WebPubSubAction.removeUserFromAllGroups('ann'),
      WebPubSubAction.addConnectionToGroup('c1', 'g'),
      WebPubSubAction.removeConnectionFromGroup('c1', 'g'),
      WebPubSubAction.removeConnectionFromAllGroups('c1'),
      WebPubSubAction.addConnectionsToGroups(['g'], "userId eq 'ann'"),
      WebPubSubAction.removeConnectionsFromGroups(['g'], "userId eq 'ann'"),
      WebPubSubAction.closeAllConnections(),
      WebPubSubAction.closeGroupConnections('g'),
      WebPubSubAction.closeUserConnections('ann'),
      WebPubSubAction.grantPermission('c1', 'sendToGroup', 'g'),
      WebPubSubAction.revokePermission('c1', 'joinLeaveGroup', 'g'),
    ];
    for (const action of actions) expect(read(action).name).to.equal(action.actionName);
  });

  it('closes a client connection under the name that C# gives it', () => {
    expect(read(WebPubSubAction.closeClientConnection('c1', 'bye'))).to.deep.equal({
      name: 'closeConnection',
      connectionId: 'c1',
      reason: 'bye',
    });
  });

  it('is named in any letter case', () => {
    expect(read({ actionName: 'SENDTOALL', data: 'hi' })).to.deep.equal({ name: 'sendToAll', message: text });
  });

  it('carries what selects its receivers', () => {
    const options = { filter: "userId ne 'ann'", excluded: ['c1'], messageTtlSeconds: 60 };
    expect(read(WebPubSubAction.sendToGroup('g', 'hi', options))).to.deep.equal({
      name: 'sendToGroup',
      group: 'g',
      message: text,
      ...options,
    });
  });

  it('carries metadata with every send', () => {
    const options = { metadata: { trace: '1' } };
    for (const action of [
      WebPubSubAction.sendToAll('hi', options),
      WebPubSubAction.sendToGroup('g', 'hi', options),
      WebPubSubAction.sendToUser('ann', 'hi', options),
      WebPubSubAction.sendToConnection('c1', 'hi', options),
    ]) {
      expect(read(action)).to.have.deep.property('message', { ...text, ...options });
    }
  });

  it('carries the reason and the exceptions of closing', () => {
    const options = { reason: 'bye', excluded: ['c1'] };
    expect(read(WebPubSubAction.closeUserConnections('ann', options))).to.deep.include(options);
  });

  it('grants a permission for one group', () => {
    const action = { actionName: 'grantPermission', connectionId: 'c1', permission: 'SendToGroup', targetName: 'g' };
    expect(read(action)).to.deep.equal({
      name: 'grantPermission',
      connectionId: 'c1',
      permission: 'sendToGroup',
      targetName: 'g',
    });
  });

  const wrong: Record<string, object> = {
    group: { actionName: 'sendToGroup', data: 'hi' },
    userId: { actionName: 'sendToUser', userId: '', data: 'hi' },
    connectionId: { actionName: 'closeClientConnection', connectionId: 7 },
    data: { actionName: 'sendToAll' },
    dataType: { actionName: 'sendToAll', data: 'hi', dataType: 'protobuf' },
    metadata: { actionName: 'sendToAll', data: 'hi', metadata: ['a'] },
    messageTtlSeconds: { actionName: 'sendToAll', data: 'hi', messageTtlSeconds: 301 },
    filter: { actionName: 'addConnectionsToGroups', groups: ['g'] },
    groups: { actionName: 'addConnectionsToGroups', groups: [], filter: 'x' },
    permission: { actionName: 'grantPermission', connectionId: 'c1', permission: 'admin' },
    excluded: { actionName: 'closeAllConnections', excluded: 'c1' },
  };
  for (const [field, item] of Object.entries(wrong)) {
    it(`is refused for its field ${field}`, () => {
      expect(() => read(item))
        .to.throw(`"${field}"`)
        .with.property('code', 'WPS_OUTPUT_FIELD');
    });
  }
});
