import { expect } from 'chai';
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

  it('tells of memberships that change, and of no others', () => {
    const { hub, moved, broker, open } = brokerStory();
    const [connection] = open('c1', { groups: ['first'] });
    hub.join(connection, 'first');
    hub.join(connection, 'g');
    hub.leave(connection, 'g');
    hub.leave(connection, 'g');
    broker.end(connection, 'bye');
    expect(moved).to.deep.equal(['c1 joined g', 'c1 left g', 'c1 left first']);
  });

  it('takes groups by their exact name', () => {
    const { hub, open } = brokerStory();
    open('c1', { groups: ['Room'] });
    expect(hub.inGroup('room').size).to.equal(0);
  });
});
