import { expect } from 'chai';
import { ConnectContext } from '../../../lib/invocation/contexts/connect-context.js';

describe('a connect context', () => {
  it('is a system event of a client that may say nothing', () => {
    const { eventType, eventName, claims, query, headers, subprotocols, clientCertificates } = new ConnectContext({
      hub: 'chat',
      connectionId: 'c1',
    });
    expect([eventType, eventName, claims, query, headers, subprotocols, clientCertificates]).to.deep.equal([
      'system',
      'connect',
      {},
      {},
      {},
      [],
      [],
    ]);
  });

  it('lets every member of its answer be set', () => {
    const context = new ConnectContext({ hub: 'chat', connectionId: 'c1' });
    Object.assign(context, {
      statusCode: 401,
      userId: 'ann',
      roles: ['r'],
      groups: ['g'],
      subprotocol: 'p',
      states: { a: 1 },
    });
    expect(context).to.deep.include({
      statusCode: 401,
      userId: 'ann',
      roles: ['r'],
      groups: ['g'],
      subprotocol: 'p',
      states: { a: 1 },
    });
  });
});
