import { expect } from 'chai';
import { brokerStory } from '../../support/broker-story.js';

describe('a connection', () => {
  it('counts events from 1, as connect had 0', () => {
    const [connection] = brokerStory().open('c1');
    expect([connection.takeEventId(), connection.takeEventId()]).to.deep.equal([1, 2]);
  });

  it('has a buffer only where it is reliable', () => {
    const { open } = brokerStory();
    expect(open('c1')[0].buffer).to.equal(undefined);
    expect(open('c2', { isReliable: true })[0].buffer).to.not.equal(undefined);
  });

  it('may do what its roles say', () => {
    const [connection] = brokerStory().open('c1', { roles: ['webpubsub.sendToGroup.g'] });
    expect(connection.permissions.sendToGroup.allows('g')).to.equal(true);
  });
});
