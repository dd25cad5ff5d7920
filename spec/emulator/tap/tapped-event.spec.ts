import { expect } from 'chai';
import { tappedEvent } from '../../../lib/emulator/tap/tapped-event.js';

describe('an event in the tap', () => {
  it('has neither body nor state', () => {
    const event = { hub: 'chat', connectionId: 'c1', eventType: 'user', eventName: 'e', eventId: 2 } as const;
    expect(tappedEvent({ ...event, ...{ body: 'x', state: 's' } })).to.deep.equal(event);
  });
});
