import { expect } from 'chai';
import { snapshotOf } from '../../../lib/emulator/broker/snapshot.js';
import { brokerStory } from '../../support/broker-story.js';

const nothing = { everything: false, patterns: [], groups: [], except: [] };

describe('the snapshot of a broker', () => {
  it('has a connection with its groups and permissions, as plain data', () => {
    const { broker, open } = brokerStory();
    const roles = ['webpubsub.sendToGroup.a', 'webpubsub.joinLeaveGroups.room.*'];
    const [connection] = open('c1', { userId: 'ann', roles, groups: ['g'], subprotocol: 'json', state: 's' });
    connection.permissions.joinLeaveGroup.set('room.1', false);
    const snapshot = snapshotOf(broker);
    expect(JSON.parse(JSON.stringify(snapshot))).to.deep.equal(snapshot);
    const permissions = {
      sendToGroup: { ...nothing, groups: ['a'] },
      joinLeaveGroup: { ...nothing, patterns: ['room.*'], except: ['room.1'] },
      setGroupState: nothing,
      getGroupState: nothing,
    };
    const ann = {
      connectionId: 'c1',
      userId: 'ann',
      subprotocol: 'json',
      isConnected: true,
      groups: ['g'],
      state: 's',
    };
    expect(snapshot).to.deep.equal({
      chat: { connections: [{ ...ann, permissions }], groups: { g: ['c1'] }, groupStates: {} },
    });
  });

  it('has what a reliable client that is away has to get', () => {
    const { broker, open } = brokerStory();
    const [connection, receiver] = open('c1', { isReliable: true });
    broker.lose(connection, receiver, 'gone', false);
    broker.deliver(connection, { type: 'message', from: 'server', message: { dataType: 'text', data: 'four' } });
    expect(snapshotOf(broker)['chat']?.connections[0]).to.deep.include({
      isConnected: false,
      buffer: { messages: 1, bytes: 4, lastSequenceId: 1 },
    });
  });

  it('is a copy: who changes it changes nothing in the emulator', () => {
    const { broker, open } = brokerStory();
    const [connection] = open('c1', { userId: 'ann', groups: ['g'] });
    connection.hub.states.set(connection, 'g', { mood: 'good' }, 1);
    const state = snapshotOf(broker)['chat']?.groupStates['g']?.[0]?.state as Record<string, string>;
    state['mood'] = 'bad';
    expect(connection.hub.states.items('g')[0]?.state).to.deep.equal({ mood: 'good' });
  });

  it('leaves out hubs without connections', () => {
    const { broker } = brokerStory();
    broker.hub('other');
    expect(snapshotOf(broker)).to.deep.equal({});
  });
});
