import { expect } from 'chai';
import { count, group, hub, kindOf, time, toldRules } from '../../lib/testing/event-rules.js';

describe('the rules of events', () => {
  it('tell the kinds of events apart', () => {
    const kinds = [kindOf('system', 'connected'), kindOf('group', 'joined'), kindOf('user', 'connect')];
    expect([...kinds, kindOf('system', 'message'), kindOf('group', 'connect')]).to.deep.equal([
      ...['connected', 'presence', 'user'],
      ...[undefined, undefined],
    ]);
  });

  it('know what only one kind tells', () => {
    expect(Object.keys(toldRules.presence)).to.deep.equal(['group']);
    expect(toldRules.connect).to.have.any.keys('claims', 'mqtt');
    expect(toldRules.user['dataType']?.accepts('jsno')).to.equal(false);
  });

  it('know names, times and numbers', () => {
    expect([hub.accepts('chat'), hub.accepts('a b'), group.accepts(' '), group.accepts('a b')]).to.deep.equal([
      ...[true, false, false, true],
    ]);
    expect([
      time.accepts(new Date()),
      time.accepts(new Date('never')),
      count.accepts(0),
      count.accepts(-1),
    ]).to.deep.equal([true, false, true, false]);
  });
});
