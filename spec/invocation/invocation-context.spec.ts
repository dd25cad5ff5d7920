import { inspect } from 'node:util';
import { expect } from 'chai';
import { ConnectContext } from '../../lib/invocation/contexts/connect-context.js';
import { ConnectedContext } from '../../lib/invocation/contexts/connected-context.js';
import { InvocationContext } from '../../lib/invocation/invocation-context.js';
import { connectEvent, connectedEvent, userEvent } from '../../lib/testing/events.js';
import { codeOf, messageOf } from '../support/define.js';

describe('a context', () => {
  it('needs a hub and a connection, and no host', () => {
    const context = new ConnectContext({ hub: 'chat', connectionId: 'c1' });
    expect(context)
      .to.be.instanceOf(InvocationContext)
      .and.include({ hub: 'chat', connectionId: 'c1', userId: undefined, id: '0', event: 'connect' });
    expect(() => context.log.info('x')).not.to.throw();
    expect([context.states, context.signal.aborted]).to.deep.equal([{}, false]);
  });

  it('without a host has no server, and says what to do', () => {
    expect(messageOf(() => connectEvent().getWebPubSubServer()))
      .to.include('getWebPubSubServer()')
      .and.include('runtime');
  });

  for (const status of [400, 499, 599, 200, 204]) {
    it(`may be answered with the status ${String(status)}`, () => {
      const context = connectEvent();
      context.statusCode = status;
      expect(context.statusCode).to.equal(status);
    });
  }

  for (const status of [0, 100, 201, 302, 399, 600, 401.5, NaN, '401' as never]) {
    it(`is never answered with the status ${String(status)}`, () => {
      expect(codeOf(() => (connectEvent().statusCode = status))).to.equal('WPS_STATUS_INVALID');
    });
  }

  it('shows an answer that was set, and forgets one that was taken back', () => {
    const context = connectEvent({ userId: 'ann', subprotocol: 'p' });
    context.userId = 'bob';
    expect(context.userId).to.equal('bob');
    context.userId = undefined;
    expect([context.userId, InvocationContext.answerOf(context).userId]).to.deep.equal(['ann', undefined]);
  });

  for (const member of ['statusCode', 'userId', 'roles', 'groups', 'subprotocol', 'states'] as const) {
    it(`of a notification has no answer ${member}`, () => {
      expect(codeOf(() => ((connectedEvent() as Record<typeof member, unknown>)[member] = 401))).to.equal(
        'WPS_ANSWER_NOT_ALLOWED',
      );
    });
  }

  for (const member of ['userId', 'roles', 'groups', 'subprotocol'] as const) {
    it(`of a user event has no answer ${member}`, () => {
      expect(codeOf(() => ((userEvent({ data: '' }) as Record<typeof member, unknown>)[member] = 'x'))).to.equal(
        'WPS_ANSWER_NOT_ALLOWED',
      );
    });
  }

  it('of a notification has states that cannot be changed in place', () => {
    const context = new ConnectedContext({ hub: 'chat', connectionId: 'c1', states: { a: 1 } });
    expect(() => (context.states.a = 2)).to.throw(TypeError);
  });

  it('does not change the states it was made with', () => {
    const states = { a: 1 };
    connectEvent({ states }).states.a = 2;
    expect(states).to.deep.equal({ a: 1 });
  });

  it('has frozen binding data with the names of C# dotted', () => {
    const { bindingData } = connectEvent({ userId: 'ann', claims: { role: ['x'] } });
    expect(bindingData).to.include({
      event: 'connect',
      eventName: 'connect',
      hub: 'hub',
      connectionId: 'connection1',
      userId: 'ann',
    });
    expect(bindingData).to.have.nested.property('connectionContext.userId', 'ann');
    expect([Object.isFrozen(bindingData), bindingData['claims']]).to.deep.equal([true, { role: ['x'] }]);
  });
});

describe('a context in a log', () => {
  const context = connectEvent({
    ...{ userId: 'ann', signature: 'sha256=secret', eventHeaders: { 'ce-signature': 'sha256=secret' } },
    query: { access_token: ['secret'] },
  });

  it('names its event and connection', () => {
    expect(JSON.parse(JSON.stringify(context))).to.include({ eventName: 'connect', userId: 'ann' });
    expect(inspect(context)).to.include('ConnectContext').and.include("userId: 'ann'");
  });

  it('shows no signature and no token', () => {
    const shown = [JSON.stringify({ context }), inspect({ context }, { depth: 9, showHidden: true })].join();
    expect(shown).not.to.include('secret');
  });
});
