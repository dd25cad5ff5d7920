import { expect } from 'chai';
import { judgeTestEvent } from '../../lib/testing/judge-event.js';
import { messageOf } from '../support/define.js';

const which = { where: 'connect("chat")', hub: 'chat', eventType: 'system', eventName: 'connect' } as const;
const user = { where: 'userEvent("chat", "say")', hub: 'chat', eventType: 'user', eventName: 'say' } as const;
const told = (event: object, of = which) => messageOf(() => judgeTestEvent(of, event));

describe('an event of a test host', () => {
  it('is of a kind', () => {
    const presence = { ...which, eventType: 'group', eventName: 'left' } as const;
    expect([which, user, presence].map((one) => judgeTestEvent(one, {}))).to.deep.equal([
      'connect',
      'user',
      'presence',
    ]);
  });

  it('has what its kind has', () => {
    expect(told({ data: 'hi' })).to.include('connect("chat") takes no "data"');
    expect(told({ sessionId: 's1', mqtt: {} })).to.include('no "sessionId"');
    expect(told({ query: { room: 'red' } })).to.include('{ room: ["red"] }');
    expect(messageOf(() => judgeTestEvent(user, { userID: 'ann' } as object))).to.include('did you mean "userId"?');
  });

  it('is of a hub, and a user event has a name', () => {
    expect(messageOf(() => judgeTestEvent({ ...user, hub: '1chat' }, {}))).to.include('as "hub"');
    expect(messageOf(() => judgeTestEvent({ ...user, eventName: '' }, {}))).to.include('as "eventName"');
  });

  it('is nothing that a header cannot carry', () => {
    expect(told({ userId: 'ann\n' }))
      .to.include('as "userId"')
      .and.to.include('header');
  });
});
