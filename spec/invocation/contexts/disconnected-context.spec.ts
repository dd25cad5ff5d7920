import { expect } from 'chai';
import { DisconnectedContext } from '../../../lib/invocation/contexts/disconnected-context.js';

describe('a disconnected context', () => {
  it('is a system event with a reason, which expressions read', () => {
    const context = new DisconnectedContext({ hub: 'chat', connectionId: 'c1', reason: 'bye' });
    expect(context).to.include({ eventType: 'system', eventName: 'disconnected', reason: 'bye' });
    expect(context.bindingData['reason']).to.equal('bye');
  });
});
