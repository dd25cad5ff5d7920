import { expect } from 'chai';
import { EventsUnderWay } from '../../../../lib/emulator/inspector/model/events-under-way.js';
import { entry } from '../../../support/inspector-entries.js';

const sent = (eventId: number, hub = 'chat') => entry({ what: 'event.sent', eventId, hub, time: eventId });

describe('the events that are with an app', () => {
  it('are those of a hub that were sent and neither answered nor given up', () => {
    const events = new EventsUnderWay<string>();
    for (const eventId of [1, 2, 3, 4]) events.note(sent(eventId), `chain ${eventId}`);
    events.note(sent(5, 'other'), 'chain 5');
    events.note(entry({ what: 'event.answered', eventId: 1 }), 'chain 1');
    events.note(entry({ what: 'event.failed', eventId: 2 }), 'chain 2');
    events.note(entry({ what: 'event.calledOff', eventId: 3 }), 'chain 3');
    expect(events.of('chat', 10)).to.deep.equal(['chain 4']);
  });

  it('are not those whose answer was not seen for 100 s', () => {
    const events = new EventsUnderWay<string>();
    events.note(sent(1), 'chain 1');
    expect([events.of('chat', 100_001), events.of('chat', 100_002)]).to.deep.equal([['chain 1'], []]);
  });

  it('are forgotten with their chains', () => {
    const events = new EventsUnderWay<string>();
    for (const eventId of [1, 2]) events.note(sent(eventId), `chain ${eventId}`);
    events.forget((chain) => chain === 'chain 1');
    expect(events.of('chat', 10)).to.deep.equal(['chain 2']);
  });
});
