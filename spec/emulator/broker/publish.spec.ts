import { expect } from 'chai';
import { forbidden, publish } from '../../../lib/emulator/broker/publish.js';
import { brokerStory } from '../../support/broker-story.js';

const message = { dataType: 'text', data: 'x' } as const;

describe('a publication', () => {
  it('reaches every member of its group, the sender too unless it wants no echo', () => {
    const { broker, open } = brokerStory();
    const [sender, own] = open('c1', { groups: ['g'] });
    const [, other] = open('c2', { groups: ['g'] });
    const [, stranger] = open('c3', { groups: ['h'] });
    publish(broker, sender, { group: 'g', noEcho: true, message });
    publish(broker, sender, { group: 'g', noEcho: false, message });
    expect([own.data, other.data, stranger.data]).to.deep.equal([['x'], ['x', 'x'], []]);
  });

  it('names its sender, and its place in a stream', () => {
    const { broker, open } = brokerStory();
    const [sender, own] = open('c1', { userId: 'ann', groups: ['g'] });
    const stream = { streamId: 's', streamSequenceId: 1 };
    publish(broker, sender, { group: 'g', noEcho: false, message, stream });
    expect(own.frames).to.deep.equal([
      { type: 'message', from: 'group', group: 'g', fromUserId: 'ann', message, stream },
    ]);
  });

  it('runs out for a reliable member that is away', () => {
    const { broker, clock, open } = brokerStory();
    const [sender] = open('c1');
    const [away, wire] = open('c2', { groups: ['g'], isReliable: true });
    broker.lose(away, wire, 'gone', false);
    publish(broker, sender, { group: 'g', noEcho: false, message, ttlSeconds: 2 });
    publish(broker, sender, { group: 'g', noEcho: false, message: { ...message, data: 'y' } });
    clock.advance(2000);
    broker.resume(away, wire);
    expect(wire.data).to.deep.equal(['y']);
  });

  it('that is forbidden says so', () => {
    expect(forbidden('join', 'g')).to.deep.equal({
      ...{ name: 'Forbidden', message: "The client does not have permission to join group 'g'." },
    });
  });
});
