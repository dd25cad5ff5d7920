import { expect } from 'chai';
import { WebPubSubConnection } from '../../lib/decorators/web-pubsub-connection.js';
import type { ConnectionOptions } from '../../lib/metadata/records.js';
import { placesOf, recordsOf } from '../support/records.js';

describe('@WebPubSubConnection', () => {
  it('stands on a method and on a parameter', () => {
    expect(placesOf(() => WebPubSubConnection())).to.deep.equal(['method', 'parameter']);
  });

  it('writes its options as they were given', () => {
    const options: ConnectionOptions = {
      ...{ hubName: 'chat', userId: '{query.userid}', accessToken: '{query.token}', roles: ['r'], groups: ['g'] },
      ...{ expiresInMinutes: 5, clientProtocol: 'mqtt', connectionStringSetting: 'Other' },
    };
    class Api {
      @WebPubSubConnection() login(@WebPubSubConnection(options) _connection: WebPubSubConnection): void {}
    }
    expect(recordsOf(Api)).to.deep.equal([
      ['login 0', { kind: 'connection', options }],
      ['login', { kind: 'connection', options: {} }],
    ]);
  });
});
