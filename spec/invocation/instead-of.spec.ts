import { expect } from 'chai';
import { insteadOf } from '../../lib/invocation/instead-of.js';

const of = (hub: string, eventName: string, eventType: 'user' | 'system' = 'user') => ({ hub, eventName, eventType });
const triggers = [of('chat', 'message'), of('Chat', 'say'), of('chat', 'connect', 'system')];

describe('what there is instead of a function', () => {
  it('is the events of its hub, in any letter case, with the one that was meant', () => {
    expect(insteadOf(of('CHAT', 'mesage'), triggers)).to.equal(
      'Hub CHAT has functions for these user events: message, say (did you mean "message"?).',
    );
    expect(insteadOf(of('chat', 'joined'), triggers.slice(2))).to.include('events: none.');
  });

  it('is other hubs, or nothing', () => {
    expect(insteadOf(of('chta', 'message'), triggers)).to.include('chat, Chat (did you mean "chat"?)');
    expect(insteadOf(of('chat', 'message'), [])).to.equal('There are no functions for events.');
  });

  it('is a list that ends', () => {
    const many = Array.from({ length: 100 }, (_, index) => of('chat', `event${String(index)}`));
    expect(insteadOf(of('chat', 'x'), many))
      .to.include('event19')
      .and.not.to.include('event20');
  });
});
