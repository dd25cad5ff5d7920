import { expect } from 'chai';
import { readEventHandler } from '../../../lib/emulator/event-handler-settings.js';
import { chooseHandler, explainChoice, type Wanted } from '../../../lib/emulator/upstream/handler-choice.js';

const urlTemplate = 'http://app/';
const handlersOf = (...settings: object[]) => settings.map((one) => readEventHandler({ urlTemplate, ...one }, 'h'));

/** Which handler takes an event, and why. */
function story(wanted: Wanted, ...settings: object[]): readonly [number, string] {
  const handlers = handlersOf(...settings);
  const chosen = chooseHandler(handlers, wanted);
  return [chosen, explainChoice(handlers, wanted, chosen)];
}

describe('the choice of an event handler', () => {
  it('is the first that takes the event, and says why not the ones before', () => {
    const wanted = { eventType: 'user', eventName: 'message' } as const;
    const handlers = [{ userEventPattern: 'greet' }, {}, { userEventPattern: '*' }, { userEventPattern: 'message' }];
    expect(story(wanted, ...handlers)).to.deep.equal([
      2,
      'pattern `greet` does not match `message`; no user event pattern is set for `message`; eventHandlers[2] takes it',
    ]);
  });

  it('says why there is none', () => {
    const wanted = { eventType: 'user', eventName: 'message' } as const;
    expect(story(wanted, { userEventPattern: 'greet, bye' })).to.deep.equal([
      -1,
      'no handler: pattern `greet, bye` does not match `message`',
    ]);
    expect(story(wanted)).to.deep.equal([-1, 'no handler: the hub has no event handlers']);
  });

  it('goes by the named system events', () => {
    const wanted = { eventType: 'system', eventName: 'connected' } as const;
    expect(story(wanted, { systemEvents: ['connect'] })).to.deep.equal([
      -1,
      'no handler: systemEvents `connect` is without `connected`',
    ]);
    expect(story(wanted, { systemEvents: ['connected'] })[0]).to.equal(0);
  });

  it('goes by names and filters of group presence', () => {
    const wanted = { eventType: 'group', eventName: 'left', group: 'hall' } as const;
    const groupPresenceEvents = { eventNames: ['left'], groupFilters: ['room.*'] };
    expect(story(wanted, { groupPresenceEvents })[1]).to.equal(
      'no handler: no group filter of `room.*` matches `hall`',
    );
    expect(story(wanted, { groupPresenceEvents: { eventNames: ['joined'] } })[1]).to.include('is without `left`');
  });
});
