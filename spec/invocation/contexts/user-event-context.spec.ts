import { expect } from 'chai';
import { UserEventContext } from '../../../lib/invocation/contexts/user-event-context.js';

describe('a user event context', () => {
  const context = new UserEventContext({
    hub: 'chat',
    connectionId: 'c1',
    eventName: 'join',
    data: 'x',
    dataType: 'text',
    payload: Buffer.from('x'),
  });

  it('is a user event with data, data type, payload and metadata', () => {
    const { eventType, eventName, event, data, dataType, payload, metadata } = context;
    expect([eventType, eventName, event, data, dataType, payload.toString(), metadata]).to.deep.equal([
      'user',
      'join',
      'join',
      'x',
      'text',
      'x',
      {},
    ]);
  });

  it('tells its data to expressions', () => {
    expect(context.bindingData).to.include({ data: 'x', dataType: 'text', eventName: 'join' });
  });
});
