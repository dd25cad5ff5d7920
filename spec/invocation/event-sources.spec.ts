import { expect } from 'chai';
import { EventSources } from '../../lib/invocation/event-sources.js';
import { userEvent } from '../../lib/testing/index.js';
import { startInvocation } from '../support/invocation.js';

function sources(): EventSources {
  const none = (): never => {
    throw new Error('It calls no service.');
  };
  const services = { target: none, server: none, clientAccess: none };
  return new EventSources(userEvent({ userId: 'ann', data: '' }), startInvocation().invocation, services, 'Chat.say');
}

describe('what the bindings of an event are made of', () => {
  it('has what the event told, and the name of its function', () => {
    expect(sources().values).to.include({ userId: 'ann', methodName: 'Chat.say' });
  });

  it('is made once', () => {
    const made = sources();
    expect(made.values).to.equal(made.values);
  });

  it('has no service request', () => {
    expect(() => sources().serviceRequest()).to.throw(TypeError);
  });
});
