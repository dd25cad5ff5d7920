import { expect } from 'chai';
import { judgeUnrouted } from '../../../lib/cli/doctor/judge-unrouted.js';
import type { EventFunctionInfo } from '../../../lib/index.js';

const functionOf = (eventType: EventFunctionInfo['eventType'], event: string): EventFunctionInfo => ({
  ...{ kind: 'event', name: `Chat.${event}`, hub: 'chat', eventType, event },
  ...{ clientProtocols: 'all', route: '/events/chat' },
});
const [message, connected, joined] = [
  functionOf('user', 'message'),
  functionOf('system', 'connected'),
  functionOf('group', 'joined'),
];
const noHandlers = 'no handler: the hub has no event handlers';

describe('functions whose events nobody sends', () => {
  it('have the setting that misses their event', () => {
    const found = judgeUnrouted(
      [message, connected, joined].map((one) => ({ one, why: 'no handler: for a reason' })),
      ['chat'],
    );
    expect(found.map(({ remedy = '' }) => remedy.split(' of an event handler')[0])).to.deep.equal([
      'Add "message" to userEventPattern',
      'Add "connected" to systemEvents',
      'Add "joined" to groupPresenceEvents.eventNames',
    ]);
    expect(found[0]?.message).to.equal('Chat.message never gets the user event "message" of hub chat: for a reason.');
  });

  it('say that a setting is empty', () => {
    const [found] = judgeUnrouted([{ one: connected, why: 'no handler: systemEvents `` is without `connected`' }], []);
    expect(found?.message).to.match(/of hub chat: systemEvents is empty\.$/);
  });

  it('are one fault where their hub has no event handlers', () => {
    const found = judgeUnrouted(
      [message, connected].map((one) => ({ one, why: noHandlers })),
      ['lobby'],
    );
    expect(found.map((one) => `${one.message} ${one.remedy ?? ''}`)).to.deep.equal([
      'The settings have no event handler for hub chat: no event gets to Chat.message, Chat.connected. Write the settings from code: web-pubsub config.',
    ]);
  });

  it('have the hub of the settings that was meant', () => {
    const [found] = judgeUnrouted([{ one: message, why: noHandlers }], ['Chat', 'chta']);
    expect(found?.remedy).to.equal('They have a hub chta: is that the one, misspelt here or there?');
  });
});
