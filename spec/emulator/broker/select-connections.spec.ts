import { expect } from 'chai';
import { selectConnections } from '../../../lib/emulator/broker/select-connections.js';
import { brokerStory } from '../../support/broker-story.js';

function story() {
  const { hub, open } = brokerStory();
  open('c1', { userId: 'ann', groups: ['g'], subprotocol: 'json.webpubsub.azure.v1' });
  open('c2', { groups: ['h'] });
  return (selection: Parameters<typeof selectConnections>[1]) =>
    selectConnections(hub.connections(), selection).map(({ id }) => id);
}

describe('the connections that an operation is for', () => {
  it('are all of them, without those that are excluded', () => {
    const select = story();
    expect([select({}), select({ filter: '' }), select({ excluded: ['c1'] })]).to.deep.equal([
      ['c1', 'c2'],
      ['c1', 'c2'],
      ['c2'],
    ]);
  });

  it('are those whom the filter takes by id, user, groups and protocol', () => {
    const select = story();
    const filters = [
      "connectionId eq 'c2'",
      "userId eq 'ann'",
      'userId eq null',
      "'h' in groups",
      "protocol eq 'json.webpubsub.azure.v1'",
    ];
    const chosen = filters.map((filter) => select({ filter }).join());
    expect(chosen).to.deep.equal(['c2', 'c1', 'c2', 'c2', 'c1']);
  });

  it('are none where the filter is wrong', () => {
    expect(story()({ filter: 'invalid filter' })).to.deep.equal([]);
  });
});
