import { expect } from 'chai';
import type { Connection } from '../../../lib/emulator/broker/connection.js';
import { Hub } from '../../../lib/emulator/broker/hub.js';
import { brokerStory } from '../../support/broker-story.js';

describe('a hub', () => {
  it('finds connections by id and user', () => {
    const { hub, open } = brokerStory();
    const [first] = open('c1', { userId: 'ann' });
    const [second] = open('c2', { userId: 'ann' });
    expect([hub.connection('c1'), ...hub.ofUser('ann')]).to.deep.equal([first, first, second]);
  });

  it('has a group only while somebody is in it', () => {
    const { hub, open } = brokerStory();
    const [connection] = open('c1');
    hub.join(connection, 'g');
    hub.join(connection, 'g');
    expect(hub.inGroup('g').size).to.equal(1);
    hub.leave(connection, 'g');
    hub.leave(connection, 'never joined');
    expect(hub.inGroup('g').size).to.equal(0);
  });

  it('tells of each coming and going once, and of all goings when a connection ends', () => {
    const moves: string[] = [];
    const hub = new Hub<Connection>('chat', ({ id }, group, event) => moves.push(`${id} ${event} ${group}`));
    const connection = { id: 'c1', userId: undefined, groups: new Set<string>() } as unknown as Connection;
    hub.add(connection);
    for (const group of ['a', 'a', 'b', 'c']) hub.join(connection, group);
    for (const group of ['b', 'b', 'x']) hub.leave(connection, group);
    hub.remove(connection);
    expect(moves).to.deep.equal([
      ...['c1 joined a', 'c1 joined b', 'c1 joined c'],
      ...['c1 left b', 'c1 left a', 'c1 left c'],
    ]);
  });

  it('takes groups by their exact name', () => {
    const { hub, open } = brokerStory();
    open('c1', { groups: ['Room'] });
    expect(hub.inGroup('room').size).to.equal(0);
  });
});
