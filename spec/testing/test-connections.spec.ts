import { expect } from 'chai';
import { senderOf, TestConnections } from '../../lib/testing/test-connections.js';

describe('the connections of a test', () => {
  it('are known by hub, in any letter case, and id, until they are forgotten', () => {
    const connections = new TestConnections();
    connections.of('chat', 'c1').userId = 'ann';
    expect([connections.of('CHAT', 'c1').userId, connections.of('chat', 'c2').userId]).to.deep.equal([
      'ann',
      undefined,
    ]);
    connections.forget('Chat', 'c1');
    expect(connections.of('chat', 'c1').userId).to.equal(undefined);
  });

  it('need not be told again who they are', () => {
    const known = { events: 1, userId: 'ann', subprotocol: 'mqtt', state: undefined };
    expect(senderOf({}, known)).to.include({ connectionId: 'connection1', userId: 'ann', subprotocol: 'mqtt' });
    expect(senderOf({ userId: 'bob' }, known)).to.include({ userId: 'bob' });
    expect(senderOf({ mqtt: {} }, { ...known, subprotocol: undefined })).to.include({ subprotocol: 'mqtt' });
  });
});
