import { expect } from 'chai';
import { ConnectedContext } from '../../../lib/invocation/contexts/connected-context.js';

describe('a connected context', () => {
  it('is a system event', () => {
    const context = new ConnectedContext({ hub: 'chat', connectionId: 'c1', userId: 'ann' });
    expect(context).to.include({ eventType: 'system', eventName: 'connected', userId: 'ann' });
  });
});
